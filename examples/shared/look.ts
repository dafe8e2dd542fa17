import { type AppOptions, html } from "liveloom";
import { assetsOf, common } from "./assets.ts";
import { document } from "./document.ts";

/** How an example looks when it is served alone: its style sheet and script, in the document that all examples share. */
export function look(name: string): Pick<AppOptions, "files" | "layout"> {
  const { files, head } = assetsOf(name);
  return {
    files: [...common.files, ...files],
    layout: (page) =>
      document(page, { title: page.title, head, body: html`${page.messages}<main>${page.body}</main>` }),
  };
}
