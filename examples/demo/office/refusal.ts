import { type LiveView, NotFound, PermissionDenied, RateLimited } from "liveloom";
import { BankFailure } from "./bank.ts";

/** Refused, for a reason that may be told. The audit log has it as denied. */
export class Refusal extends PermissionDenied {
  override name = "Refusal";
  readonly words: string;

  constructor(words: string) {
    super();
    this.words = words;
  }
}

/** Tells whoever uses the view why it was refused. @throws all that the framework deals with better */
export function tellRefusal(view: Pick<LiveView, "flash">, error: unknown): void {
  const words = refusalInWords(error);
  if (words === undefined) throw error;
  view.flash("warning", words);
}

function refusalInWords(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.words;
  if (error instanceof PermissionDenied) return "You may not do that.";
  if (error instanceof NotFound) return "There is no such thing.";
  if (error instanceof RateLimited) return "That was a lot at once. Wait a minute, and go on.";
  if (error instanceof BankFailure) return "The bank did not take it. Nothing was paid.";
  return undefined;
}
