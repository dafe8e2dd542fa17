/** Rounds of stripping, for tags that only appear once others are gone. */
const maxRounds = 50;

const tag = /<!--[\s\S]*?(?:--!?>|$)|<[!?][^>]*>|<\/?[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>|<\/[^>]*>/gi;

/** Removes everything that looks like a tag or a comment. The result is text, not safe HTML. */
export function stripTags(html: string): string {
  let text = html;
  for (let round = 0; round < maxRounds && text.includes("<") && text.includes(">"); round++) {
    const next = text.replace(tag, "");
    if (next.length === text.length) break;
    text = next;
  }
  return text;
}
