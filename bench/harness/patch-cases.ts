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

type SideName = "liveloom" | "code" | "idiomorph";

type Runs = Record<SideName, Played[]>;

/**
 * Bringing a page in the browser up to date, from the text of the message to the finished layout. `name.step` is
 * compared with code written for this page, `name.step.idiomorph` with morphing to the same HTML; for
 * `name.step.script` the layout, which is the same work for everybody, does not count.
 */
export function patchCases<Page extends LiveView>(name: string, scenario: Scenario<Page>): Case[] {
  let measured: Promise<Runs> | undefined;
  const patchCase = (caseName: string, baselineName: string, pick: (runs: Runs) => Measurement): Case => ({
    name: caseName,
    unit: "ms",
    baselineName,
    async measure(effort) {
      measured ??= measure(scenario, effort);
      return pick(await measured);
    },
  });
  return scenario.steps.flatMap((step, at) => {
    const stepName = `${name}.${step.name}`;
    const whole = ({ whole: times }: Played): number => times[at] ?? Number.NaN;
    const script = ({ script: times }: Played): number => times[at] ?? Number.NaN;
    return [
      patchCase(stepName, "DOM code", ({ liveloom, code }) => compareRuns(liveloom, code, whole)),
      patchCase(`${stepName}.script`, "DOM code", ({ liveloom, code }) =>
        compareRuns(liveloom, code, script),
      ),
      patchCase(`${stepName}.idiomorph`, "idiomorph", ({ liveloom, idiomorph }) =>
        compareRuns(liveloom, idiomorph, whole),
      ),
    ];
  });
}

function compareRuns(
  subject: readonly Played[],
  baseline: readonly Played[],
  timeOf: (run: Played) => number,
): Measurement {
  const times = baseline.map(timeOf);
  return { value: median(subject.map(timeOf)), baseline: median(times), noise: spread(times) };
}

async function measure<Page extends LiveView>(scenario: Scenario<Page>, effort: Effort): Promise<Runs> {
  const plays = makePlays(scenario);
  const player = await openPlayer();
  const runs: Runs = { liveloom: [], code: [], idiomorph: [] };
  try {
    await checkPages(player, plays);
    for (let run = 0; run < effort.repetitions; run++) {
      for (const side of ["code", "liveloom", "idiomorph"] as const)
        runs[side].push(await player.play(plays[side], false));
    }
  } finally {
    await player.close();
  }
  return runs;
}

/** What each side starts with and is sent; the patches are made as for a connected page. */
function makePlays<Page extends LiveView>({ View, steps, byHand }: Scenario<Page>): Record<SideName, Play> {
  const page = standalone(View);
  const rendering = new Rendering({ view: page });
  const start = rendering.start();
  const [frames, htmls, messages]: string[][] = [[], [], []];
  for (const step of steps) {
    step.change(page);
    const update = rendering.update();
    if (!update || !("patch" in update)) throw new Error(`The step "${step.name}" makes no patch`);
    frames?.push(JSON.stringify([ServerFrame.Patch, 0, update.patch] satisfies ServerMessage));
    htmls?.push(new Rendering({ view: page }).start());
    messages?.push(JSON.stringify(step.message(page)));
  }
  return {
    code: { side: byHand, start: withoutMarkers(start), messages: messages ?? [] },
    liveloom: { side: "liveloom", start, messages: frames ?? [] },
    idiomorph: { side: "idiomorph", start, messages: htmls ?? [] },
  };
}

/** @throws when the sides do not show the same after each step. */
async function checkPages(player: Player, plays: Record<SideName, Play>): Promise<void> {
  const { pages: expected } = await player.play(plays.idiomorph, true);
  for (const side of ["code", "liveloom"] as const) {
    const { pages } = await player.play(plays[side], true);
    const at = pages.findIndex((page, step) => page !== expected[step]);
    if (at >= 0) throw new Error(`${side} does not show what it should after step ${at}: ${pages[at]}`);
  }
}
