/** How long each click took until the page had changed, in milliseconds. */
export interface ClickTimes {
  readonly open: number[];
  readonly refuse: number[];
  readonly save: number[];
}

/** What bench/browser/click-through.ts does in the browser. */
export interface Clicks {
  /** Opens the form of alerts, sends it too short, corrects it, and removes the new alert again. */
  through(rounds: number): Promise<ClickTimes>;
  /** The least that it takes: a click, JSON over a WebSocket and back, HTML put into the page. */
  echo(address: string, rounds: number): Promise<number[]>;
}
