import { LiveloomError, LoginRequired } from "../errors.ts";
import { PageRefused } from "./gate.ts";
import type { LiveView } from "./live-view.ts";
import type { Screen } from "./screen.ts";
import type { ViewServices } from "./view-services.ts";

/** A view to which something happened that it did not expect. */
export interface FailingView {
  /** Undefined when there is no instance of it. */
  readonly view: Pick<LiveView, "renderError"> | undefined;
  readonly screen: Screen;
  readonly url: string;
  readonly services: Pick<ViewServices, "report" | "wayIn">;
  leave(to: string): void;
  end(): void;
}

/** What failed. */
export interface Occasion {
  /** The event's number; none for a message. */
  readonly sequence?: number | undefined;
  /** For the log. */
  readonly about: string;
}

/** Tells whoever has to know of an error that nobody handled: the person at the page, the log, the developer. */
export function tellFailure(failing: FailingView, error: unknown, occasion: Occasion): void {
  if (error instanceof PageRefused) leavePage(failing, error, occasion);
  else if (occasion.sequence === undefined) tellNobodyAsked(failing, error, occasion);
  else tellCaller(failing, error, { ...occasion, sequence: occasion.sequence });
}

function leavePage(failing: FailingView, refused: PageRefused, { about }: Occasion): void {
  const cause = asThrown(refused.cause);
  if (cause instanceof LoginRequired) return failing.end();
  if (!(cause instanceof LiveloomError)) failing.services.report(cause, about);
  failing.leave(failing.url);
}

/** Whoever looks at the page did nothing, and it is still what it was. */
function tellNobodyAsked({ screen, services }: FailingView, error: unknown, { about }: Occasion): void {
  services.report(error, about);
  screen.explain(error, about);
}

type Called = Occasion & { readonly sequence: number };

function tellCaller(failing: FailingView, error: unknown, { about, sequence }: Called): void {
  const { screen } = failing;
  const wayIn = failing.services.wayIn(error, failing.url);
  if (wayIn !== undefined) return failing.leave(wayIn);
  if (!isFailure(error) || !showError(failing, error, { about, sequence }))
    screen.refuse(sequence, error, about);
  // After the answer: the page takes an answer for a sign that all is well again.
  if (isFailure(error)) screen.explain(error, about);
}

/** Shows the view's own words about a failure. False when it has none. */
function showError(failing: FailingView, error: unknown, { about, sequence }: Called): boolean {
  const { view, screen, services } = failing;
  // A negative number is a visit, and the page stays what it was.
  if (!view?.renderError || sequence < 0) return false;
  try {
    screen.show({ sequence, instead: view.renderError({ id: services.report(error, about) }) });
    return true;
  } catch (another) {
    services.report(another, `${about}, renderError()`);
    return false;
  }
}

/** Whether something broke, in contrast to a caller who was refused. */
export function isFailure(thrown: unknown): boolean {
  const error = asThrown(thrown);
  return !(error instanceof LiveloomError) || error.status >= 500;
}

/** What was thrown, safe to be looked at: some proxies throw when they are asked what they are. */
export function asThrown(thrown: unknown): unknown {
  try {
    void (thrown instanceof Error);
    return thrown;
  } catch {
    return new Error("Something was thrown that cannot be described.");
  }
}

/** A name that is not declared says something about the caller, not about the page. */
export function isProtocolError(error: unknown): boolean {
  return error instanceof LiveloomError && /^LV-(EVENT-NAME|EVENT-UNKNOWN|COMPONENT-GONE)$/.test(error.code);
}
