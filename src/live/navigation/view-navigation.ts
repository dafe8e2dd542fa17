import { AccessRefused, InvalidParams, LiveloomError, LoginRequired } from "../../errors.ts";
import { limits } from "../../shared/wire.ts";
import { PageRefused } from "../gate.ts";
import type { AnyView, LiveViewClass } from "../live-view.ts";
import { readAddress } from "../page-request.ts";
import type { ViewContext } from "../view-context.ts";
import type { ViewRequest } from "../view-request.ts";
import type { AddressTarget, HistoryOptions } from "./address-change.ts";
import {
  type AnyAddressChange,
  addressWithin,
  changedAddress,
  changedQuery,
  texts,
} from "./resolve-address.ts";

/** Most addresses that `handleParams` may lead on to. */
export const patchLimit = 10;

/** A live view at a path, and what the path says. */
export interface FoundView {
  readonly View: LiveViewClass;
  /** The path's parameters as text. */
  readonly params: Readonly<Record<string, string>>;
}

/** Knows which view is at which path. */
export interface Paths {
  find(path: string): FoundView | undefined;
  /** The path with other parameters in it, at the same route. @throws when one is missing */
  change(path: string, params: Readonly<Record<string, string | undefined>>): string;
  /** The path of a view; undefined when no route of the view takes these parameters. */
  of(View: LiveViewClass, params: Readonly<Record<string, string | undefined>>): string | undefined;
}

/** An address that a view is to show. */
export interface NextAddress {
  readonly request: ViewRequest;
  /** The path's parameters as text. */
  readonly params: Readonly<Record<string, string>>;
}

/** Somebody asked for another address of a view. */
export interface AddressVisit extends NextAddress {
  readonly number: number;
  /** Whether nothing newer was asked for meanwhile. */
  isCurrent(): boolean;
}

/** Another page to go to. */
export interface Destination {
  readonly url: string;
  readonly replace: boolean;
}

/** Where one view goes: to addresses of its own, and to other views. */
export class ViewNavigation {
  readonly #context: ViewContext;
  readonly #View: LiveViewClass;
  readonly #paths: Paths;
  /** Where the view asked to go within itself. */
  #next: NextAddress | undefined;
  #destination: Destination | undefined;
  /** Whether the browser was told to go to another page. */
  isLeaving = false;
  /** Whether the address that the browser does not know yet shall make no history entry. */
  isReplacing = true;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#View = context.owner.View;
    this.#paths = context.owner.paths;
  }

  /** Before the view is open this is a redirect. @throws LV-PATCH-TARGET, LV-NESTED-ADDRESS */
  patch(to: AddressTarget, { replace = false }: HistoryOptions = {}): void {
    const url = this.#own(to, "patch()");
    const found = this.#paths.find(url.pathname);
    if (found?.View !== this.#View) throw this.#notOwn(to);
    if (!this.#context.owner.isOpen) {
      this.#context.redirectTo = url.pathname + url.search;
      return;
    }
    this.#next = { request: this.#context.request.at(url.pathname, url.search), params: found.params };
    this.isReplacing &&= replace;
  }

  /** Before the view is open this is a redirect. @throws LV-NAVIGATE-TARGET */
  navigate(to: string, { replace = false }: HistoryOptions = {}): void {
    const url = addressWithin(to, this.#context.request.url);
    if (!url) throw new LiveloomError("LV-NAVIGATE-TARGET", { got: shortened(to), limit: limits.url });
    const address = url.pathname + url.search + url.hash;
    if (this.#context.owner.isOpen) this.#destination = { url: address, replace };
    else this.#context.redirectTo = address;
  }

  /** An address of the same view. @throws LV-PATCH-TARGET, LV-NESTED-ADDRESS */
  href(to: AddressTarget): string {
    const { pathname, search } = this.#own(to, "href()");
    return pathname + search;
  }

  /** An address of a view. What its path needs besides `params` is taken from the present one. @throws LV-HREF-TARGET */
  hrefOf(View: LiveViewClass, { params = {}, query = {} }: AnyAddressChange = {}): string {
    const given = texts(params);
    const here = this.#paths.find(this.#context.request.path)?.params;
    const path = this.#paths.of(View, given) ?? this.#paths.of(View, { ...here, ...given });
    if (path === undefined)
      throw new LiveloomError("LV-HREF-TARGET", { view: View.name, got: shortened(JSON.stringify(params)) });
    const search = changedQuery(new URLSearchParams(), query).toString();
    return search ? `${path}?${search}` : path;
  }

  /** Whether the view has asked to go elsewhere, and nobody was told yet. */
  get isGoing(): boolean {
    return this.#destination !== undefined;
  }

  /** Where the browser has to be told to go. */
  leave(): Destination | undefined {
    const destination = this.#destination;
    this.#destination = undefined;
    this.isLeaving ||= destination !== undefined;
    return destination;
  }

  /** Forgets where the view asked to go. */
  stay(): void {
    this.#next = undefined;
    this.#destination = undefined;
    this.isReplacing = true;
  }

  get isMoving(): boolean {
    return this.#next !== undefined;
  }

  /**
   * Goes to `first`, if it is given, and then where the view asks to go within itself.
   * @throws InvalidParams when an address does not fit, LV-PATCH-LOOP, and whatever `handleParams` throws.
   */
  async follow(view: AnyView, first?: NextAddress): Promise<void> {
    if (first) this.#next = first;
    for (let left = patchLimit; this.#next; left--) {
      const next = this.#next;
      this.#next = undefined;
      if (left === 0) throw new LiveloomError("LV-PATCH-LOOP", { view: this.#View.name, limit: patchLimit });
      await this.#show(view, next);
    }
  }

  async #show(view: AnyView, { request, params }: NextAddress): Promise<void> {
    const address = await readAddress({ View: this.#View, request, params });
    Object.assign(this.#context, address, { request });
    await view.handleParams?.(this.#context.params as never, request.url);
  }

  #own(to: AddressTarget, what: string): URL {
    const { request, owner } = this.#context;
    if (owner.place) throw new LiveloomError("LV-NESTED-ADDRESS", { view: this.#View.name, what });
    const url = addressWithin(typeof to === "string" ? to : this.#changed(to), request.url);
    if (!url) throw this.#notOwn(to);
    return url;
  }

  #changed(change: AnyAddressChange): string {
    const { request } = this.#context;
    try {
      return changedAddress(change, request, (params) => this.#paths.change(request.path, params));
    } catch {
      throw this.#notOwn(change);
    }
  }

  #notOwn(to: AddressTarget): LiveloomError {
    const got = shortened(typeof to === "string" ? to : JSON.stringify(to));
    return new LiveloomError("LV-PATCH-TARGET", { view: this.#View.name, got, limit: limits.url });
  }
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** The navigation of a view: most never go anywhere. */
export function navigationOf(context: ViewContext): ViewNavigation {
  context.navigation ??= new ViewNavigation(context);
  return context.navigation;
}

/** Whether what went wrong with an address is said by a page of its own: 403, 404, or the login. */
export function isForPage(error: unknown): boolean {
  if (error instanceof PageRefused) return !(error.cause instanceof LoginRequired);
  return error instanceof AccessRefused || error instanceof InvalidParams;
}
