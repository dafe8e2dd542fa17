import type { SourceExcerpt, Trouble } from "../shared/trouble.ts";
import { each } from "../template/each.ts";
import { type Html, html } from "../template/html.ts";
import { when } from "../template/when.ts";

/** What an error page shows developers of an error. */
export function troubleBox({ code, text, about, source, stack }: Trouble): Html {
  return html`<section class="live-trouble" style="margin-top: 2rem; padding: 1rem 1.25rem; border-radius: .5rem; border-top: 3px solid #ff5d6c; background: #1b1220; color: #f3eef6; font-size: .875rem">
  <p style="margin: 0"><b style="color: #ff8d97">${code}</b> <small>${about}</small></p>
  <p style="white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1rem">${text}</p>
  ${source && excerpt(source)}
  ${when(stack, () => html`<details><summary>Stack</summary><pre style="overflow: auto">${stack}</pre></details>`)}
  <small>Shown in development only.</small>
</section>`;
}

function excerpt({ file, line, column, firstLine, lines }: SourceExcerpt): Html {
  return html`<code>${file}:${line}:${column}</code>
  <pre style="overflow: auto; padding: .6rem .8rem; border-radius: .5rem; background: #120b16; line-height: 1.55">${each(
    lines.map((text, index) => ({ text, number: firstLine + index })),
    ({ text, number }) => (number === line ? markedRow(number, text) : row(number, text)),
  )}</pre>`;
}

function row(number: number, text: string): Html {
  return html`<span><i style="color: #8d7a9a">${number}</i>  ${text}${"\n"}</span>`;
}

function markedRow(number: number, text: string): Html {
  return html`<mark style="display: block; background: #51202d; color: #fff"><i style="color: #8d7a9a">${number}</i>  ${text}${"\n"}</mark>`;
}
