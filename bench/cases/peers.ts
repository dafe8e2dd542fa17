import { eventFrame } from "../harness/event-frame.ts";
/** Other frameworks with the same pages, spoken to in their own language. */
import { long } from "../harness/long.ts";
import { exchangeCases } from "../harness/page-event.ts";
import { echoPartner } from "../harness/partner.ts";
import { liveviewjsPartner } from "../peers/liveviewjs-partner.ts";

const pages = { counter: "/counter", row1of1000: "/table" } as const;

export const benchCases = Object.entries(pages).flatMap(([name, path]) =>
  long(
    exchangeCases(`peer.liveviewjs.${name}`, {
      subject: liveviewjsPartner(path),
      baseline: echoPartner((sequence) => eventFrame("increment", sequence)),
      eventsPerPage: 200,
    }),
  ),
);
