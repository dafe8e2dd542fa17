import { html, type TemplateValue } from "../../template/html.ts";
import { when } from "../../template/when.ts";

/** The hidden field that says where to go afterwards, if there is such a path. */
export function nextField(next: string | undefined): TemplateValue {
  return when(next, () => html`<input type="hidden" name="next" value=${next}>`);
}
