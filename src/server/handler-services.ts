import type { HandlerServices } from "../handlers/handler-services.ts";
import { Handlers } from "../handlers/handlers.ts";
import { signedRoom } from "../handlers/signed-room.ts";
import type { Signer } from "../http/signing.ts";
import type { ViewServices } from "../live/view-services.ts";
import { wholePage } from "../shared/wire.ts";
import type { AppOptions } from "./app-options.ts";
import type { Logger } from "./logger.ts";
import { loginAddress } from "./login-redirect.ts";
import type { Problems } from "./problem.ts";
import { refusal } from "./view-outbox.ts";

interface Means {
  readonly views: ViewServices;
  readonly signer: Signer;
  readonly problems: Problems;
  readonly logger: Logger;
}

/** What pages that call handlers need of an app. @throws LV-HANDLER-DUPLICATE */
export function handlerServices(
  { handlers = [], authorizeRoom, auth }: Pick<AppOptions, "handlers" | "authorizeRoom" | "auth">,
  { views, signer, problems, logger }: Means,
): HandlerServices {
  return {
    handlers: handlers instanceof Handlers ? handlers : new Handlers(handlers),
    views,
    log: logger,
    authorizeRoom,
    signedRoom: (text, sessionHash) => signedRoom(signer, text, sessionHash),
    refusal: (number, error, about) =>
      JSON.stringify(refusal({ view: wholePage, sequence: number }, problems.of(error, about))),
    loginAddress: (next) => (auth?.loginPath ? loginAddress(auth.loginPath, next) : undefined),
  };
}
