import type { Window } from "happy-dom";
import { TestSocket } from "./test-socket.ts";
import type { VirtualClock } from "./virtual-clock.ts";

interface Outside {
  readonly clock: VirtualClock;
  /** Another page is wanted. */
  leave(address: string): void;
  connect(address: string): TestSocket;
}

/** What the client gets in the place of the window's own: what reaches beyond the window. */
export function windowParts(window: Window, { clock, leave, connect }: Outside): object {
  class WebSocket {
    static readonly OPEN = TestSocket.OPEN;
    constructor(address: URL | string) {
      // biome-ignore lint/correctness/noConstructorReturn: the client asks for a WebSocket by `new`
      return connect(String(address));
    }
  }
  return { WebSocket, location: locationOf(window, leave), ...timersOf(clock) };
}

function locationOf(window: Window, leave: (address: string) => void): object {
  const { location } = window;
  const own: Record<string, unknown> = {
    assign: (address: string | URL) => leave(String(address)),
    replace: (address: string | URL) => leave(String(address)),
    reload: () => leave(location.href),
  };
  return new Proxy(location, {
    get: (target, name) => (typeof name === "string" && own[name]) || Reflect.get(target, name),
  });
}

function timersOf(clock: VirtualClock): object {
  const stops = new Map<number, () => void>();
  const start =
    (isRepeated: boolean) =>
    (work: (...given: unknown[]) => void, time = 0, ...given: unknown[]) => {
      const id = stops.size + 1;
      stops.set(
        id,
        clock.start(() => work(...given), { time, isRepeated }),
      );
      return id;
    };
  const stop = (id: number | undefined) => stops.get(id ?? 0)?.();
  return { setTimeout: start(false), setInterval: start(true), clearTimeout: stop, clearInterval: stop };
}
