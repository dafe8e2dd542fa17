/** An event of a nested view that a browser without script posted to the page, by the number of what the view is. */
export interface NestedEvent {
  readonly identity: number;
  /** Its name in that view, which may be that of a view inside. */
  readonly name: string;
}

/** Undefined for an event of the view itself. */
export function nestedEvent(posted: string): NestedEvent | undefined {
  const [, identity, name] = /^(\d{1,9})\/(.*)$/s.exec(posted) ?? [];
  return name === undefined ? undefined : { identity: Number(identity), name };
}
