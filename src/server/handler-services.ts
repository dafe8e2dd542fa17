import type { HandlerServices } from "../handlers/handler-services.ts";
import { Handlers } from "../handlers/handlers.ts";
import { signedRoom } from "../handlers/signed-room.ts";
import type { Signer } from "../http/signing.ts";
import type { ViewServices } from "../live/view-services.ts";
import { wholePage } from "../shared/wire.ts";
import type { AppOptions } from "./app-options.ts";
import type { Logger } from "./logger.ts";
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
  { handlers = [], authorizeRoom }: Pick<AppOptions, "handlers" | "authorizeRoom">,
  { views, signer, problems, logger }: Means,
): HandlerServices {
  return {
    handlers: handlers instanceof Handlers ? handlers : new Handlers(handlers),
    views,
    log: logger,
    authorizeRoom,
    signedRoom: (text, entering) => signedRoom(signer, text, entering),
    refusal: (number, error, about) =>
      JSON.stringify(refusal({ view: wholePage, sequence: number }, problems.of(error, about))),
  };
}
