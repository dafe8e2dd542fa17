import type { AppLanguages } from "../languages/page-languages.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import type { Message } from "../shared/wire.ts";
import type { Access } from "./access.ts";
import type { AuditTrail } from "./audit.ts";
import type { Clock } from "./clock.ts";
import type { MountHook } from "./mount-hooks.ts";
import type { Paths } from "./navigation/view-navigation.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { RestWarnings } from "./rest-warnings.ts";
import type { Templates } from "./view-context.ts";

/** What all views of an app share. */
export interface ViewServices {
  /** The rules for views that have none of their own. */
  readonly access: readonly Access[];
  /** Where somebody has to go who may not go on yet, with the way back; undefined for any other error. */
  wayIn(error: unknown, url: string): string | undefined;
  readonly pubsub: PubSub;
  readonly clock: Clock | undefined;
  readonly rateLimits: RateLimits;
  /** Where it is written down who has done what; undefined for an app without accounts. */
  readonly audit: AuditTrail | undefined;
  readonly templates: Templates | undefined;
  /** Undefined in an app that speaks one language only. */
  readonly languages: AppLanguages | undefined;
  csrfToken(sessionHash: string): string;
  /** Logs an error nobody handled and returns the id under which the log has it. */
  readonly report: (error: unknown, about: string) => string;
  /** How long a view is idle before it rests, in milliseconds. */
  readonly hibernateAfter: number;
  /** Tells developers why an idle view keeps its instance; undefined in production. */
  readonly restWarnings: RestWarnings | undefined;
  /** How long a handler or a mount may take, in milliseconds. */
  readonly handlerTimeout: number;
  /** Hooks that run for every view, before its own. */
  readonly onMount: readonly MountHook[];
  readonly paths: Paths;
  /** Keeps messages for the next page that the browser session requests. Never throws. */
  keepMessages(sessionHash: string, messages: readonly Message[]): Promise<void>;
  /** Tells developers, once, what they should know; undefined in production. */
  readonly hint: ((text: string) => void) | undefined;
  /** Told what an event's handler returned, in tests. */
  handled?: (sessionHash: string, event: string, returned: unknown) => void;
}
