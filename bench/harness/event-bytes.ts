import type { Case } from "./case.ts";
import { type Exchange, echoName, type PartnerStart } from "./partner.ts";
import { median } from "./statistics.ts";
import { ask } from "./talk.ts";

/** Enough for numbers of usual length, in the frame and on the page. */
const mostEvents = 1_000;

/** The payload of the answer to one event, in bytes: the median of a page's first events, 1,000 at most. */
export function eventBytes(name: string, { subject, baseline, eventsPerPage }: Exchange): Case {
  const events = Math.min(mostEvents, eventsPerPage);
  return {
    name,
    unit: "bytes",
    baselineName: echoName,
    measure: async () => ({
      baseline: await answerBytes(baseline, events),
      value: await answerBytes(subject, events),
      noise: 0,
    }),
  };
}

async function answerBytes(start: PartnerStart, events: number): Promise<number> {
  const talk = await (await start()).open();
  const sizes: number[] = [];
  await ask(talk, (answer) => sizes.push(answer.byteLength) < events);
  talk.close();
  return median(sizes);
}
