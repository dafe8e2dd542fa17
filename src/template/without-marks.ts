import { marker } from "../shared/markup.ts";
import type { Template } from "./template.ts";

type Written = Pick<Template, "head" | "holes" | "postable">;

const plain = new WeakMap<Template, Written>();

const { attribute, element, open, close } = marker;

/** Right after an element's name, where only the engine writes it. */
const markedElement = new RegExp(`(<[a-zA-Z][^\\s<>]*) ${attribute}(?:=${element})?(?=[\\s>]|$)`, "g");

const comments = new RegExp(`<!--[${`\\${open}\\${close}`}]-->`, "g");

/** What a template writes where nothing will be patched. */
export function withoutMarks(template: Template): Written {
  const known = plain.get(template);
  if (known) return known;
  const { head, holes, postable } = template;
  const written: Written = {
    head: unmarked(head),
    holes: holes.map(unmarkedHole),
    postable: postable && { head: unmarked(postable.head), holes: postable.holes.map(unmarkedHole) },
  };
  plain.set(template, written);
  return written;
}

function unmarkedHole<Some extends { readonly after: string }>(hole: Some): Some {
  return { ...hole, after: unmarked(hole.after) };
}

function unmarked(html: string): string {
  return html.replace(markedElement, "$1").replace(comments, "");
}
