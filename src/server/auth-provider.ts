import type { Limiters } from "../live/limiters.ts";
import type { Identity } from "../live/principal.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import type { Session } from "../session/session.ts";
import type { SessionStore } from "../session/session-store.ts";
import type { HttpRoute } from "./http-route.ts";

/** What accounts bring into an app. `accounts()` from "liveloom/auth" is the implementation that comes along. */
export interface AuthProvider {
  readonly sessions: SessionStore;
  /** Login, logout and the other account pages. */
  readonly routes: readonly HttpRoute[];
  /** Where somebody is sent who has to log in first. */
  readonly loginPath: string;
  /** Where somebody is sent who has to prove again that it is them. Without it such rules refuse. */
  readonly confirmPath?: string;
  /** Called with every permission that the app's rules ask about. @throws LV-PERMISSION-UNKNOWN */
  requireDeclared?(permissions: Iterable<string>): void;
  /** Called once by the app before the first request: migrates the database and starts watching for changes. */
  start(services: { readonly pubsub: PubSub; readonly limiters: Limiters }): Promise<void>;
  /** Who is behind this session. */
  identify(session: Session): Promise<Identity>;
  /** Gives a session with `isRenewalDue` a new id. Called when the browser asks for a page, which brings it along. */
  renew?(session: Session): Promise<void>;
  /** Releases the database and everything else. */
  close(): Promise<void>;
}
