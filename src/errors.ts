import { accountErrors } from "./account-errors.ts";
import { handlerErrors } from "./handler-errors.ts";
import { testingErrors } from "./testing-errors.ts";
import { viewErrors } from "./view-errors.ts";

/**
 * Every error Liveloom throws on purpose: its code, HTTP status and message. `docs/errors.md` explains each
 * one and a test keeps the two lists equal. Placeholders in braces are filled from the values given to
 * {@link LiveloomError}; TypeScript asks for exactly those.
 */
export const errorCatalogue = {
  "LV-CONFIG-SECRET": {
    status: 500,
    message:
      "createApp needs a secret of at least {min} characters in production, got {got}. Pass `secret` or set LIVELOOM_SECRET.",
  },
  "LV-CONFIG-ORIGIN": {
    status: 500,
    message: 'publicOrigin must be an origin such as "https://example.com", got "{got}".',
  },
  "LV-CONFIG-HOST": {
    status: 500,
    message: 'A host is "example.com", "*.example.com" or "*", without scheme and port; got "{got}".',
  },
  "LV-CONFIG-PROXY": {
    status: 500,
    message: 'A trusted proxy is an address or a network, "10.0.0.7" or "10.0.0.0/8"; got "{got}".',
  },
  "LV-CONFIG-DATABASE": {
    status: 500,
    message:
      'A database address is "sqlite:data/app.db" or "postgres://user:password@host/database"; got "{got}".',
  },
  "LV-DATABASE-OPEN": { status: 500, message: "Cannot open the database {file}: {reason}" },
  "LV-DATABASE-NUMBER": {
    status: 500,
    message: "The database has the number {got}, which JavaScript cannot hold exactly. Read it as text.",
  },
  "LV-DATABASE-UNIQUE": { status: 409, message: "There is a row with this value already: {reason}" },
  "LV-PACKAGE-MISSING": {
    status: 500,
    message: "The package {name} is needed for this. Install it: npm install {name} ({reason})",
  },
  "LV-MAIL-LOST": { status: 500, message: "A mail was not sent: {reason}" },
  "LV-MAIL-MISSING": { status: 500, message: "accounts() sends no mails in production: pass `mail`." },
  "LV-CLI-AUTH": { status: 500, message: "The accounts of {path} cannot be used: {reason}." },
  "LV-CLI-MIGRATE": {
    status: 500,
    message: "The database is not up to date ({migrations}). Run `liveloom migrate` first.",
  },
  "LV-CLI-PASSWORD": { status: 500, message: "This password was not taken: {reason}" },
  "LV-CLI-USER": { status: 500, message: 'There is no user named "{username}".' },
  "LV-FACTOR-SECRET": {
    status: 500,
    message: "The secret of the authenticator app of user {id} cannot be read: {reason}.",
  },
  "LV-AUDIT-MISSING": {
    status: 500,
    message:
      '"{action}" is to be written into the audit log, but the app has none: pass `auth` to createApp.',
  },
  "LV-ACCOUNT-PAGE": {
    status: 500,
    message: "{view} is an account page: pass it to accounts() as one of its `pages`, not to live().",
  },
  "LV-MAIL-ORIGIN": {
    status: 500,
    message: "Mails cannot link to the app: pass publicOrigin to createApp.",
  },
  "LV-CONFIG-OPENID": { status: 500, message: 'The provider "{name}" in `openId` cannot be used: {reason}.' },
  "LV-OPENID-ORIGIN": {
    status: 500,
    message: "Nobody can be sent to a provider and back: pass publicOrigin to createApp.",
  },
  "LV-OPENID-FAILED": { status: 502, message: 'A login at the provider "{provider}" failed: {reason}.' },
  "LV-MIGRATION-DUPLICATE": {
    status: 500,
    message: 'Two migrations are named "{name}", and only the first would ever run. Rename the other one.',
  },
  "LV-CLIENT-MISSING": {
    status: 500,
    message: "The browser client was not found in {folder}. Run `npm run build` first.",
  },
  "LV-STATIC-FOLDER": {
    status: 500,
    message: "The folder of static files {folder} cannot be read: {reason}",
  },
  "LV-STATIC-UNKNOWN": {
    status: 500,
    message: 'There is no static file "{name}". Files found at start: {known}.',
  },
  "LV-LISTEN": { status: 500, message: "Cannot listen on {host}:{port}: {reason}" },
  "LV-ROUTE-DUPLICATE": {
    status: 500,
    message: 'Two routes answer {method} "{pattern}". Remove one of them.',
  },
  "LV-ROUTE-PATH": {
    status: 500,
    message: 'A route cannot have the path "{pattern}": {reason}. Write it as in "/teams/:teamId/".',
  },
  "LV-ROUTE-PARAMS": {
    status: 500,
    message:
      'The path "{pattern}" has parameters ({names}), and {view} does not read them. Give it a schema for them: `static params`, and `extends LiveView<typeof params>`.',
  },
  "LV-REDIRECT-TARGET": {
    status: 500,
    message: 'redirect() expects a path that starts with one "/" or an http(s) address, got "{got}".',
  },
  "LV-PATCH-TARGET": {
    status: 500,
    message:
      'patch() and href() expect an address of {view} itself with at most {limit} characters, got "{got}". Use navigate() for other views.',
  },
  "LV-HREF-TARGET": {
    status: 500,
    message: "No route leads to {view} with the parameters {got}.",
  },
  "LV-PATCH-LOOP": {
    status: 500,
    message: "The handleParams of {view} has called patch() {limit} times in a row.",
  },
  "LV-NAVIGATE-TARGET": {
    status: 500,
    message:
      'navigate() expects a path of this app with at most {limit} characters, got "{got}". Use redirect() for other sites.',
  },
  "LV-SIGN-SIZE": {
    status: 500,
    message: "A signed text may have at most {limit} characters, got {got}. Sign an id instead of the data.",
  },
  "LV-PUSH-NAME": {
    status: 500,
    message:
      'pushEvent got the name "{name}": names have 1 to {limit} letters, digits, dots, colons, hyphens or underscores and start with a letter.',
  },
  "LV-PUSH-VALUE": {
    status: 500,
    message: '{what} cannot be sent to the browser\'s scripts: {got} at "{place}" is no JSON.',
  },
  "LV-PUSH-SIZE": {
    status: 500,
    message: "{what} has {length} characters as JSON; the limit is {limit}.",
  },
  "LV-PUBSUB-MESSAGE": {
    status: 500,
    message:
      'publish("{topic}") expects a JSON value, got {got} at message{place}. Send text, numbers, plain objects and arrays.',
  },
  "LV-PUBSUB-FOREIGN": {
    status: 500,
    message:
      "Something in the Redis channel of this app is no message of Liveloom's: {reason}. It was dropped.",
  },
  "LV-TIMER-TIME": {
    status: 500,
    message: "{member}() expects {shortest} to {longest} milliseconds, got {got}.",
  },
  "LV-BACKGROUND-LIMIT": {
    status: 500,
    message:
      "A view may have {limit} {what} at once. Stop those that are not needed any more, or let one do the work of many.",
  },

  ...viewErrors,

  ...accountErrors,

  ...handlerErrors,

  ...testingErrors,

  "LV-FRAME-SIZE": { status: 413, message: "A message may have at most {limit} bytes." },
  "LV-FRAME-BINARY": { status: 400, message: "Expected a text message, got a binary one." },
  "LV-FRAME-MALFORMED": { status: 400, message: "The message is not valid: {reason}" },
  "LV-RATE-LIMITED": { status: 429, message: "Too many calls. Wait a moment and try again." },
  "LV-ORIGIN-REFUSED": { status: 403, message: "This request came from another site ({origin})." },
  "LV-CSRF-REFUSED": { status: 403, message: "The form's security token is missing or too old: {reason}" },
  "LV-TOKEN-INVALID": { status: 403, message: "This page can no longer connect: {reason}. Reload it." },
  "LV-VIEW-NOT-MOUNTED": { status: 409, message: "There is no mounted view {view} on this connection." },
  "LV-CONNECTION-GONE": { status: 410, message: "This connection is over. Open another one." },
  "LV-ROUTE-UNKNOWN": { status: 404, message: 'No live view answers "{path}".' },
  "LV-EVENT-NAME": {
    status: 400,
    message: "An event's name has 1 to {limit} letters, digits or underscores and starts with a letter.",
  },
  "LV-EVENT-UNKNOWN": {
    status: 404,
    message: '{view} has no event "{event}". {hint}Declared events: {declared}.',
  },
  "LV-COMPONENT-GONE": {
    status: 410,
    message: "The part of the page that this belongs to is no longer there.",
  },
  "LV-PARAMS-INVALID": { status: 400, message: "The parameters do not fit: {issues}" },
  "LV-LOGIN-REQUIRED": { status: 401, message: "Log in to continue." },
  "LV-CONFIRM-REQUIRED": { status: 403, message: "Confirm that it is you to continue." },
  "LV-SECOND-FACTOR-REQUIRED": { status: 403, message: "Prove a second factor to continue." },
  "LV-PERMISSION-DENIED": { status: 403, message: "You do not have permission to do this." },
  "LV-NOT-FOUND": { status: 404, message: "This page does not exist." },
  "LV-METHOD": { status: 405, message: "This address does not accept {method}." },
  "LV-BODY-SIZE": { status: 413, message: "A request may have at most {limit} bytes." },
  "LV-BODY-TYPE": {
    status: 415,
    message: 'A form is sent as "application/x-www-form-urlencoded", got "{got}".',
  },
  "LV-BODY-FIELDS": { status: 413, message: "A form may have at most {limit} fields." },
  "LV-HOST": { status: 400, message: "The Host header is missing or malformed." },
  "LV-HOST-REFUSED": {
    status: 400,
    message: `This app does not answer to "{host}". If it should, name it in createApp's hosts.`,
  },
  "LV-TIMEOUT": { status: 503, message: "{what} took longer than {limit} ms and was given up." },
  "LV-BUSY": { status: 503, message: "The server is busy. Try again in a moment." },
  "LV-INTERNAL": { status: 500, message: "Something went wrong." },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type Values<Code extends ErrorCode> = Record<
  Placeholders<(typeof errorCatalogue)[Code]["message"]>,
  string | number
>;

type Arguments<Code extends ErrorCode> = [Placeholders<(typeof errorCatalogue)[Code]["message"]>] extends [
  never,
]
  ? []
  : [values: Values<Code>];

/**
 * An error with a code from {@link errorCatalogue}.
 *
 * `status` is the HTTP status it answers with. The message may hold details that only developers should see:
 * in production the browser gets the code and a general sentence, the log gets the rest.
 *
 * @example
 * throw new LiveloomError("LV-ROUTE-UNKNOWN", { path: "/nowhere/" });
 */
export class LiveloomError<Code extends ErrorCode = ErrorCode> extends Error {
  override name = "LiveloomError";
  readonly code: Code;
  readonly status: number;
  /** The message without the code in front. */
  readonly sentence: string;

  constructor(code: Code, ...[values]: Arguments<Code>) {
    const { status, message } = errorCatalogue[code];
    const sentence = fill(message, values ?? {});
    super(`${code}: ${sentence}`);
    this.code = code;
    this.status = status;
    this.sentence = sentence;
  }
}

function fill(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** Whoever asks may not have it, or not yet, in contrast to what went wrong. */
export abstract class AccessRefused<Code extends ErrorCode = ErrorCode> extends LiveloomError<Code> {}

/** Somebody who is logged in may not do this. Throw it in a view or let the gate throw it; answers 403. */
export class PermissionDenied extends AccessRefused<"LV-PERMISSION-DENIED"> {
  override name = "PermissionDenied";
  constructor() {
    super("LV-PERMISSION-DENIED");
  }
}

/** Nobody is logged in and somebody has to be; a page answers with a redirect to the login page. */
export class LoginRequired extends AccessRefused<"LV-LOGIN-REQUIRED"> {
  override name = "LoginRequired";
  constructor() {
    super("LV-LOGIN-REQUIRED");
  }
}

/** Whoever is logged in has to prove again that it is them; a page answers with a redirect to where they can. */
export class ConfirmationRequired extends AccessRefused<"LV-CONFIRM-REQUIRED"> {
  override name = "ConfirmationRequired";
  constructor() {
    super("LV-CONFIRM-REQUIRED");
  }
}

/**
 * Somebody has given their password, or is logged in with it, and has to prove a second factor; a page answers with a
 * redirect to where they can.
 */
export class SecondFactorRequired extends AccessRefused<"LV-SECOND-FACTOR-REQUIRED"> {
  override name = "SecondFactorRequired";
  constructor() {
    super("LV-SECOND-FACTOR-REQUIRED");
  }
}

/** What was asked for does not exist, or must not be known to exist; answers 404. */
export class NotFound extends AccessRefused<"LV-NOT-FOUND"> {
  override name = "NotFound";
  constructor() {
    super("LV-NOT-FOUND");
  }
}

/** Something was asked for more often than its limit allows; answers 429. */
export class RateLimited extends LiveloomError<"LV-RATE-LIMITED"> {
  override name = "RateLimited";
  /** When it may be asked for again, in milliseconds; undefined when that is not known. */
  readonly retryAfter: number | undefined;
  /** Whether it is the first refusal in this stretch of time: the others need not be told of. */
  readonly isFirst: boolean;
  constructor(retryAfter?: number, isFirst = true) {
    super("LV-RATE-LIMITED");
    this.retryAfter = retryAfter;
    this.isFirst = isFirst;
  }
}

/** Parameters that a schema refused; `issues` are the schema's own. Answers 400. */
export class InvalidParams extends LiveloomError<"LV-PARAMS-INVALID"> {
  override name = "InvalidParams";
  readonly issues: readonly string[];
  constructor(issues: readonly string[]) {
    super("LV-PARAMS-INVALID", { issues: issues.join("; ") });
    this.issues = issues;
  }
}

/** What an error says; of anything else that was thrown, what it is as text. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
