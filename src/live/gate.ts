import { LiveloomError, NotFound } from "../errors.ts";
import { type ClientMessage, limits } from "../shared/wire.ts";
import { didYouMean } from "../template/did-you-mean.ts";
import { type Access, admit } from "./access.ts";
import { decodeFrame } from "./decode-frame.ts";
import { componentEvent, isEventName, type LiveEvent } from "./event.ts";
import type { AnyView } from "./live-view.ts";
import type { Identity, Principal } from "./principal.ts";
import type { RateLimits } from "./rate-limits.ts";
import { validate } from "./validate.ts";

/*
 * The gate: every way into a view passes the same checks in the same order, and the first refusal wins.
 *
 *   size -> decode -> rate -> name -> declared event -> session and user -> page access -> event access
 *   -> event rate -> object -> parameters -> handler
 *
 * A door is a part of that line: a frame passes the first three (its rate is counted by the connection's
 * FrameBudget), a page (requested, joined, or about to receive a message) the checks of user, access and
 * object, a call all that are left. An exception in any check refuses.
 */

/** Reads a frame: the part of the line before anybody knows what it asks for. */
export function readFrame(frame: string | Uint8Array): ClientMessage {
  checkSize(frame);
  return decodeFrame(checkText(frame));
}

/** Something that declares events: a view, or a component of it. */
export interface EventSource {
  readonly events: ReadonlyMap<string, LiveEvent>;
  /** The class, for which calls are counted. */
  readonly Component: { readonly name: string };
}

/** A view that exists, as the gate sees it. */
export interface GatedView {
  /** The view that it stands in, whose rules about user and object hold for it, too. */
  readonly around?: GatedView | undefined;
  /** The component with this number; undefined when it is gone. */
  component?(number: number): EventSource | undefined;
  readonly view: AnyView;
  readonly events: ReadonlyMap<string, LiveEvent>;
  readonly identity: Identity;
  /** Names the browser session, for those who are not logged in. */
  readonly sessionHash: string;
  readonly access: readonly Access[];
  readonly rateLimits: RateLimits;
  /** Told who the user is now, before anything of the view runs. */
  setPrincipal(principal: Principal): void;
}

/** A call that passed every check. */
export interface AdmittedCall {
  readonly event: LiveEvent;
  readonly params: unknown;
}

/** The user may not be on this page any more; `cause` says why. */
export class PageRefused extends Error {
  override name = "PageRefused";
}

/**
 * The page's part of the line, before the view exists.
 * @throws LoginRequired, ConfirmationRequired, PermissionDenied
 */
export async function admitPage(identity: Identity, access: readonly Access[]): Promise<Principal> {
  const principal = await identity.current();
  await admit(principal, access);
  return principal;
}

/** The view's own rule about what it shows; "no" and "there is no such thing" look the same. @throws NotFound */
export async function admitObject(view: GatedView["view"]): Promise<void> {
  if (view.authorize && (await view.authorize()) !== true) throw new NotFound();
}

/** The page's part of the line, for a view that is about to get a message. @throws PageRefused */
export async function admitMessage(gated: GatedView): Promise<void> {
  await stillOnPage(gated);
  await stillWithObject(gated);
}

/** The object's part of the line, for a view that has gone to another address. @throws PageRefused */
export async function admitStill(gated: GatedView): Promise<void> {
  await stillWithObject(gated);
}

/** The last part of the line: everything a call has to pass once its frame was read. */
export async function admitCall(gated: GatedView, name: string, params: unknown): Promise<AdmittedCall> {
  const declared = declaredEvent(gated, name);
  const { event } = declared;
  const principal = await stillOnPage(gated);
  gated.identity.used?.();
  await admit(principal, event.access);
  await checkRate(gated, declared, principal);
  await stillWithObject(gated);
  return { event, params: event.params ? await validate(event.params, params) : {} };
}

/**
 * Whether a message passes that line with nobody having to be asked: nearly always, and a broadcast to many pages is
 * twice as quick without waiting. Anything but a plain yes is left to {@link admitMessage}.
 */
export function admitsAtOnce(gated: GatedView): boolean {
  try {
    const principal = gated.identity.current();
    if (principal instanceof Promise || gated.view.authorize) return false;
    if (gated.around && !admitsAtOnce(gated.around)) return false;
    if (!gated.access.every((rule) => rule.decide(principal) === "allow")) return false;
    gated.setPrincipal(principal);
    return true;
  } catch {
    return false;
  }
}

async function stillOnPage(gated: GatedView): Promise<Principal> {
  if (gated.around) await stillOnPage(gated.around);
  try {
    const principal = await admitPage(gated.identity, gated.access);
    gated.setPrincipal(principal);
    return principal;
  } catch (cause) {
    throw new PageRefused("The page may not be used any more", { cause });
  }
}

async function stillWithObject({ view, around }: GatedView): Promise<void> {
  if (around) await stillWithObject(around);
  try {
    await admitObject(view);
  } catch (cause) {
    throw new PageRefused("The page's object may not be used any more", { cause });
  }
}

function checkSize(frame: string | Uint8Array): void {
  const bytes = typeof frame === "string" ? Buffer.byteLength(frame) : frame.byteLength;
  if (bytes > limits.frameBytes) throw new LiveloomError("LV-FRAME-SIZE", { limit: limits.frameBytes });
}

function checkText(frame: string | Uint8Array): string {
  if (typeof frame !== "string") throw new LiveloomError("LV-FRAME-BINARY");
  return frame;
}

function checkName(name: string): void {
  if (!isEventName(name)) throw new LiveloomError("LV-EVENT-NAME", { limit: limits.eventName });
}

interface DeclaredEvent {
  readonly event: LiveEvent;
  readonly name: string;
  /** The class that declares it. */
  readonly Class: { readonly name: string };
}

function declaredEvent(gated: GatedView, name: string): DeclaredEvent {
  const call = componentEvent(name);
  if (!call) return eventOf({ events: gated.events, Component: gated.view.constructor }, name);
  const component = gated.component?.(call.number);
  checkName(call.name);
  if (!component) throw new LiveloomError("LV-COMPONENT-GONE");
  return eventOf(component, call.name);
}

function eventOf({ events, Component }: EventSource, name: string): DeclaredEvent {
  checkName(name);
  const event = events.get(name);
  if (event) return { event, name, Class: Component };
  const known = [...events].filter(([, { isForm }]) => !isForm).map(([each]) => each);
  const declared = known.join(", ") || "none";
  const hint = didYouMean(name, known);
  throw new LiveloomError("LV-EVENT-UNKNOWN", { view: Component.name, event: name, hint, declared });
}

async function checkRate(gated: GatedView, declared: DeclaredEvent, { user }: Principal): Promise<void> {
  const { event, name, Class } = declared;
  if (!event.rateLimit) return;
  const { rateLimits, sessionHash } = gated;
  await rateLimits.count({ View: Class, name, limit: event.rateLimit }, { user, visitor: sessionHash });
}
