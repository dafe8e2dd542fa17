import type { Sealer } from "../http/sealing.ts";
import type { Signer } from "../http/signing.ts";
import type { AuditTrail } from "../live/audit.ts";
import type { Limiters } from "../live/limiters.ts";
import type { Identity } from "../live/principal.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import type { Session } from "../session/session.ts";
import type { SessionStore } from "../session/session-store.ts";
import type { Route } from "./router.ts";

/** What an app gives its accounts. */
export interface AuthServices {
  readonly pubsub: PubSub;
  readonly limiters: Limiters;
  readonly signer: Signer;
  /** Keeps what is stored from who reads the database only. */
  readonly sealer: Sealer;
  /** Whether the app is for people, and shows developers nothing. */
  readonly production: boolean;
  /** Logs an error and returns the id under which the log has it. */
  report(error: unknown, about: string): string;
  /** Where people reach the app, for links in mails: `publicOrigin`, or on localhost where it was last asked. */
  origin(): string | undefined;
}

/** What accounts bring into an app. `accounts()` from "liveloom/auth" is the implementation that comes along. */
export interface AuthProvider {
  readonly sessions: SessionStore;
  /** Where it is written down who has done what. Without it events with `audit` are refused. */
  readonly audit?: AuditTrail;
  /** Login, logout and the other account pages. */
  readonly routes: readonly Route[];
  /** Where somebody is sent who has to log in first. */
  readonly loginPath: string;
  /** Where somebody is sent who has to prove again that it is them. Without it such rules refuse. */
  readonly confirmPath?: string;
  /** Where somebody is sent who has to prove a second factor. Without it such rules refuse. */
  readonly secondFactorPath?: string | undefined;
  /** Called with every permission that the app's rules ask about. @throws LV-PERMISSION-UNKNOWN */
  requireDeclared?(permissions: Iterable<string>): void;
  /** Called once by the app before the first request: migrates the database and starts watching for changes. */
  start(services: AuthServices): Promise<void>;
  /** Who is behind this session. */
  identify(session: Session): Promise<Identity>;
  /** Gives a session with `isRenewalDue` a new id. Called when the browser asks for a page, which brings it along. */
  renew?(session: Session): Promise<void>;
  /** Releases the database and everything else. */
  close(): Promise<void>;
}
