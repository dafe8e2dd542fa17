import type { Label } from "./label.ts";

/** What a hand-written page would be sent. */
export interface TableMessage {
  readonly append?: readonly Label[];
  readonly labels?: readonly (readonly [index: number, label: string])[];
  readonly swap?: readonly [upper: number, lower: number];
  readonly remove?: number;
  readonly clear?: true;
}
