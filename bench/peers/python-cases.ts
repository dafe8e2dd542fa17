import { once } from "node:events";
import { WebSocket } from "ws";
import type { Case } from "../harness/case.ts";
import { eventFrame } from "../harness/event-frame.ts";
import { exchangeCases } from "../harness/page-event.ts";
import { echoPartner, type PartnerStart } from "../harness/partner.ts";
import { shared } from "../harness/server-pool.ts";
import type { Talk } from "../harness/talk.ts";
import { pythonEnvironment } from "./python-environment.ts";
import { PythonServer } from "./python-server.ts";

/** How to speak to a page of one framework. */
interface Language {
  readonly path: string;
  /** Sent after the socket is open; the second message from the server is its answer. */
  readonly mount?: object;
  question(sequence: number): object;
  isAnswer(frame: string, sequence: number): boolean;
}

/** djust and Django LiveView, with the same pages. @throws when they cannot be installed. */
export function pythonCases(): Case[] {
  const python = pythonEnvironment();
  const events = { counter: ["Counter", "increment"], row1of1000: ["Table", "change"] } as const;
  return Object.entries(events).flatMap(([name, [view, event]]) => [
    ...peerCases(`peer.djust.${name}`, partner(python, "djust_pages", djust(view, event))),
    ...peerCases(
      `peer.django-liveview.${name}`,
      partner(python, "django_liveview_pages", djangoLiveview(event)),
    ),
  ]);
}

function djust(view: string, event: string): Language {
  return {
    path: "/ws/live/",
    mount: { type: "mount", view: `djust_pages.${view}`, params: {}, url: "/", has_prerendered: false },
    question: (ref) => ({ type: "event", event, params: {}, ref }),
    isAnswer: (frame, ref) => frame.startsWith('{"type": "patch"') && frame.includes(`"ref": ${ref}`),
  };
}

function djangoLiveview(name: string): Language {
  return {
    path: "/ws/liveview/benchmark/",
    question: () => ({ function: name, data: {}, form: {}, lang: "en", room: "benchmark" }),
    isAnswer: (frame) => frame.startsWith('{"target"'),
  };
}

function peerCases(name: string, subject: PartnerStart): Case[] {
  return exchangeCases(name, {
    subject,
    baseline: echoPartner((sequence) => eventFrame("increment", sequence)),
    eventsPerPage: 200,
  });
}

function partner(python: string, module: string, language: Language): PartnerStart {
  return async () => {
    const server = await shared(module, () => PythonServer.start(python, module));
    return { cpuTime: () => server.cpuTime(), open: () => openTalk(server.origin, language) };
  };
}

async function openTalk(origin: string, { path, mount, question, isAnswer }: Language): Promise<Talk> {
  const options = { headers: { Origin: origin }, perMessageDeflate: false };
  const socket = new WebSocket(origin.replace("http", "ws") + path, options);
  const greeted = mount && once(socket, "message");
  await once(socket, "open");
  await greeted;
  if (mount) {
    socket.send(JSON.stringify(mount));
    await once(socket, "message");
  }
  return {
    socket,
    question: (sequence) => JSON.stringify(question(sequence)),
    isAnswer,
    close: () => socket.close(),
    sequence: 0,
  };
}
