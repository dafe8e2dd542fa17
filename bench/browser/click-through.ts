/** Runs in the browser: clicks, and says how long it took until the page had changed. */
import type { Clicks, ClickTimes } from "./clicks.ts";

declare global {
  var clicks: Clicks;
}

globalThis.clicks = { through: clickThrough, echo: clickEcho };

async function clickThrough(rounds: number): Promise<ClickTimes> {
  const times: ClickTimes = { open: [], refuse: [], save: [] };
  document.addEventListener("live:confirm", (event) => {
    event.preventDefault();
    (event as CustomEvent<{ proceed(): void }>).detail.proceed();
  });
  for (let round = 0; round < rounds; round++) {
    times.open.push(await timeOf("#alerts p button", () => find("#alerts form")));
    write("x");
    times.refuse.push(await timeOf("#alerts form button", () => find("#alert-error")?.textContent));
    write("Loom stuck");
    times.save.push(await timeOf("#alerts form button", () => find("#alerts tbody tr")));
    await timeOf("#alerts tbody button", () => !find("#alerts tbody tr"));
  }
  return times;
}

function write(name: string): void {
  const field = find<HTMLInputElement>("#alerts [name=name]");
  if (field) field.value = name;
}

function find<Found extends HTMLElement>(selector: string): Found | null {
  return document.querySelector<Found>(selector);
}

/** From a click until the page has changed so that `isDone`. */
async function timeOf(selector: string, isDone: () => unknown): Promise<number> {
  const begun = performance.now();
  const changed = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isDone()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  find(selector)?.click();
  await changed;
  const time = performance.now() - begun;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return time;
}

async function clickEcho(address: string, rounds: number): Promise<number[]> {
  document.body.innerHTML = "<button>Click</button><div></div>";
  const socket = new WebSocket(address);
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  socket.onmessage = ({ data }) => {
    const [place] = document.getElementsByTagName("div");
    if (place) place.innerHTML = JSON.parse(data)[0];
  };
  const html = "<h1>New alert</h1><form><p><input name=name></p><p><button>Save</button></p></form>";
  find("button")?.addEventListener("click", () => socket.send(JSON.stringify([html])));
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timeOf("button", () => true));
  socket.close();
  return times;
}
