import type { LiveView } from "liveloom";
import { Rendering } from "../../src/live/rendering.ts";
import { ServerFrame, type ServerMessage } from "../../src/shared/wire.ts";
import type { Play } from "../browser/play.ts";
import type { Step } from "../pages/step.ts";
import { openPlayer, type Player } from "./browser-player.ts";
import type { Case, Measurement } from "./case.ts";
import type { Effort } from "./rounds.ts";
import { median, spread } from "./statistics.ts";

/** A page and what happens to it in the browser. */
export interface Scenario<Page extends LiveView> {
  readonly page: () => Page;
  readonly steps: readonly Step<Page>[];
  /** The hand-written code in bench/browser/. */
  readonly byHand: Play["side"];
}

const baselines = { code: "DOM code", idiomorph: "idiomorph" } as const;

const warmUpRuns = 3;

type Times = Record<"liveloom" | keyof typeof baselines, number[][]>;

/**
 * Bringing a page in the browser up to date, from the text of the message to the finished layout: `name.step`
 * against code written for this page, `name.step.idiomorph` against morphing to the same HTML.
 */
export function patchCases<Page extends LiveView>(name: string, scenario: Scenario<Page>): Case[] {
  let measured: Promise<Times> | undefined;
  const patchCase = (caseName: string, step: number, baseline: keyof typeof baselines): Case => ({
    name: caseName,
    unit: "ms",
    baselineName: baselines[baseline],
    async measure(effort) {
      measured ??= measure(scenario, effort);
      return measurement(await measured, step, baseline);
    },
  });
  return scenario.steps.flatMap((step, at) => [
    patchCase(`${name}.${step.name}`, at, "code"),
    patchCase(`${name}.${step.name}.idiomorph`, at, "idiomorph"),
  ]);
}

function measurement(times: Times, step: number, baseline: keyof typeof baselines): Measurement {
  const of = (side: keyof Times): number[] => times[side].map((run) => run[step] ?? Number.NaN);
  return { value: median(of("liveloom")), baseline: median(of(baseline)), noise: spread(of(baseline)) };
}

async function measure<Page extends LiveView>(scenario: Scenario<Page>, effort: Effort): Promise<Times> {
  const plays = makePlays(scenario);
  const player = await openPlayer();
  const times: Times = { liveloom: [], code: [], idiomorph: [] };
  try {
    await checkPages(player, Object.values(plays));
    for (let run = 0; run < effort.repetitions; run++) {
      for (const side of Object.keys(plays) as (keyof Times)[])
        times[side].push([...(await player.play(plays[side], false)).times]);
    }
  } finally {
    await player.close();
  }
  return times;
}

/** What each side starts with and is sent; the patches are made as for a connected page. */
function makePlays<Page extends LiveView>({
  page: open,
  steps,
  byHand,
}: Scenario<Page>): Record<keyof Times, Play> {
  const page = open();
  const rendering = new Rendering(() => page.render());
  const start = rendering.start();
  const [frames, htmls, messages]: string[][] = [[], [], []];
  for (const step of steps) {
    step.change(page);
    const update = rendering.update();
    if (!update || !("patch" in update)) throw new Error(`The step "${step.name}" makes no patch`);
    frames?.push(JSON.stringify([ServerFrame.Patch, 0, update.patch] satisfies ServerMessage));
    htmls?.push(new Rendering(() => page.render()).start());
    messages?.push(JSON.stringify(step.message(page)));
  }
  return {
    code: { side: byHand, start, messages: messages ?? [] },
    liveloom: { side: "liveloom", start, messages: frames ?? [] },
    idiomorph: { side: "idiomorph", start, messages: htmls ?? [] },
  };
}

/** Warms up. @throws when the sides do not show the same after each step. */
async function checkPages(player: Player, plays: readonly Play[]): Promise<void> {
  for (let run = 0; run < warmUpRuns; run++) {
    const shown = new Set<string>();
    for (const play of plays) shown.add(JSON.stringify((await player.play(play, true)).pages));
    if (shown.size > 1) throw new Error("The sides show different pages");
  }
}
