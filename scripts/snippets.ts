import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A code block that shows a file of the repository: `<!-- file: examples/x.ts -->` and the block after it. */
const snippet = /(<!-- file: (\S+) -->\n```\w*\n)[\s\S]*?```/g;

/** The pages that show files, and whether they show them as they are now. */
export function staleSnippets(): string[] {
  return pages().filter((page) => readFileSync(page, "utf8") !== refreshed(page));
}

/** Puts the files' present text into the pages. */
export function refreshSnippets(): void {
  for (const page of staleSnippets()) writeFileSync(page, refreshed(page));
}

function refreshed(page: string): string {
  return readFileSync(page, "utf8").replace(
    snippet,
    (_, head: string, file: string) => `${head}${readFileSync(file, "utf8")}\`\`\``,
  );
}

function pages(): string[] {
  const inDocs = readdirSync("docs", { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".md"),
  );
  return ["README.md", ...inDocs.map((name) => join("docs", name))];
}
