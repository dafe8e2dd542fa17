import type { LiveView } from "liveloom";
import { Rendering } from "../../src/live/rendering.ts";
import { ServerFrame, type ServerMessage } from "../../src/shared/wire.ts";
import type { Play, Played } from "../browser/play.ts";
import type { Step } from "../pages/step.ts";
import { openPlayer, type Player } from "./browser-player.ts";
import type { Case, Measurement } from "./case.ts";
import type { Effort } from "./rounds.ts";
import { standalone } from "./standalone.ts";
import { median, spread } from "./statistics.ts";
import { withoutMarkers } from "./without-markers.ts";

/** A page and what happens to it in the browser. */
export interface Scenario<Page extends LiveView> {
  readonly View: new () => Page;
  readonly steps: readonly Step<Page>[];
  /** The hand-written code in bench/browser/. */
  readonly byHand: Play["side"];
}

type Opponent = "code" | "idiomorph";

type SideName = "liveloom" | Opponent;

interface Runs {
  readonly subject: readonly Played[];
  readonly baseline: readonly Played[];
}

/**
 * Bringing a page in the browser up to date, from the text of the message to the finished layout. `name.step` is
 * compared with code written for this page, `name.step.idiomorph` with morphing to the same HTML; for
 * `name.step.script` the layout, which is the same work for everybody, does not count. Morphing takes long.
 */
export function patchCases<Page extends LiveView>(name: string, scenario: Scenario<Page>): Case[] {
  const measured: Partial<Record<Opponent, Promise<Runs>>> = {};
  const patchCase = (caseName: string, opponent: Opponent, timeOf: (run: Played) => number): Case => ({
    name: caseName,
    unit: "ms",
    baselineName: opponent === "code" ? "DOM code" : "idiomorph",
    isLong: opponent === "idiomorph",
    async measure(effort) {
      measured[opponent] ??= measure(scenario, opponent, effort);
      return compareRuns(await measured[opponent], timeOf);
    },
  });
  return scenario.steps.flatMap((step, at) => {
    const stepName = `${name}.${step.name}`;
    const whole = ({ whole: times }: Played): number => times[at] ?? Number.NaN;
    const script = ({ script: times }: Played): number => times[at] ?? Number.NaN;
    return [
      patchCase(stepName, "code", whole),
      patchCase(`${stepName}.script`, "code", script),
      patchCase(`${stepName}.idiomorph`, "idiomorph", whole),
    ];
  });
}

function compareRuns({ subject, baseline }: Runs, timeOf: (run: Played) => number): Measurement {
  const times = baseline.map(timeOf);
  return { value: median(subject.map(timeOf)), baseline: median(times), noise: spread(times) };
}

async function measure<Page extends LiveView>(
  scenario: Scenario<Page>,
  opponent: Opponent,
  { repetitions }: Effort,
): Promise<Runs> {
  const plays = makePlays(scenario);
  const player = await openPlayer();
  const [baseline, subject]: [Played[], Played[]] = [[], []];
  try {
    await checkPages(player, plays[opponent], plays.liveloom);
    for (let run = 0; run < repetitions; run++) {
      baseline.push(await player.play(plays[opponent], false));
      subject.push(await player.play(plays.liveloom, false));
    }
  } finally {
    await player.close();
  }
  return { subject, baseline };
}

/** What each side starts with and is sent; the patches are made as for a connected page. */
function makePlays<Page extends LiveView>({ View, steps, byHand }: Scenario<Page>): Record<SideName, Play> {
  const page = standalone(View);
  const rendering = new Rendering({ view: page });
  const { html: start } = rendering.start();
  const [frames, htmls, messages]: string[][] = [[], [], []];
  for (const step of steps) {
    step.change(page);
    const update = rendering.update();
    if (!update || !("patch" in update)) throw new Error(`The step "${step.name}" makes no patch`);
    frames?.push(JSON.stringify([ServerFrame.Patch, 0, update.patch] satisfies ServerMessage));
    htmls?.push(new Rendering({ view: page }).start().html);
    messages?.push(JSON.stringify(step.message(page)));
  }
  return {
    code: { side: byHand, start: withoutMarkers(start), messages: messages ?? [] },
    liveloom: { side: "liveloom", start, messages: frames ?? [] },
    idiomorph: { side: "idiomorph", start, messages: htmls ?? [] },
  };
}

/** Plays both once, which warms them up. @throws when the sides do not show the same after each step. */
async function checkPages(player: Player, opponent: Play, liveloom: Play): Promise<void> {
  const { pages: expected } = await player.play(opponent, true);
  const { pages } = await player.play(liveloom, true);
  const at = pages.findIndex((page, step) => page !== expected[step]);
  if (at >= 0) throw new Error(`Liveloom shows something else after step ${at}: ${pages[at]}`);
}
