import type { Document, Element } from "happy-dom";
import type { Topic } from "../pubsub/topic.ts";
import type { Message } from "../shared/wire.ts";
import type { Published } from "./published.ts";
import type { TestApp } from "./test-app.ts";
import type { Pushed, TestBrowser } from "./test-browser.ts";
import { TestScope } from "./test-scope.ts";
import type { TestUser } from "./test-user.ts";

/** The time of an app's pages: `every`, `after`, and what waits in the browser. It stands still by itself. */
export interface TestClock {
  /** Lets so many milliseconds pass, and waits for what comes of it. */
  advance(milliseconds: number): Promise<void>;
}

/**
 * An open page, driven without a browser. What its users do goes through the real client, the wire protocol, the gate
 * and the view; after each event the patched page is compared with a fresh rendering.
 */
export class TestPage extends TestScope {
  readonly app: TestApp;
  readonly clock: TestClock;
  readonly #browser: TestBrowser;

  constructor(app: TestApp, browser: TestBrowser) {
    const stage = {
      get window() {
        return browser.window;
      },
      act: (action: () => void) => this.act(action),
    };
    super(stage, () => browser.document.body as Element);
    this.app = app;
    this.#browser = browser;
    this.clock = { advance: (milliseconds) => this.act(() => app.advance(milliseconds)) };
  }

  /** The simulated document. */
  get document(): Document {
    return this.#browser.document;
  }

  get title(): string {
    return this.document.title;
  }

  /** Path and query in the address bar. */
  get url(): string {
    return this.#browser.url;
  }

  /** The status with which the page's request was answered. */
  get status(): number {
    return this.#browser.status;
  }

  /** Where the view, or a request, sent the browser last; a page of the app was opened then. */
  get redirectedTo(): string | undefined {
    return this.#browser.redirectedTo;
  }

  /** Every message that was published in the app, the first one first. */
  get published(): readonly Published[] {
    return this.app.published;
  }

  /** All that views have told this browser's scripts by `pushEvent`, the first one first. */
  get pushed(): readonly Pushed[] {
    return this.#browser.pushed;
  }

  /** The messages of `flash` that the layout shows. Those that a view's own template shows are in its text. */
  get flashMessages(): readonly Message[] {
    return this.#browser.flashMessages;
  }

  /** Does something with the page by hand, and waits until everything is answered. @throws Refused, LV-TEST-PATCH */
  async act(action: () => unknown): Promise<void> {
    await action();
    await this.app.settle();
    this.#browser.check();
  }

  /** Goes to another address. */
  async visit(path: string): Promise<void> {
    await this.act(() => this.#browser.visit(path));
  }

  /**
   * Sends an event by hand, as an attacker would: whether the page has a button for it or not.
   * @returns what the handler returned, as a script that asks for it gets it: a copy. Undefined for nothing, and for
   * what is no JSON.
   * @throws Refused
   */
  async call(event: string, params: unknown = {}): Promise<unknown> {
    return await this.#browser.call(event, params, (action) => this.act(action));
  }

  /** Somebody else is logged in now, or with undefined nobody; the page stays open. */
  asUser(user: TestUser | undefined): void {
    this.app.setUser(this.#browser.sessionHash, user);
  }

  /** Sends a message to everybody who subscribed to the topic. */
  async publish<Message>(topic: string | Topic<Message>, message: NoInfer<Message>): Promise<void> {
    await this.act(() => this.app.publish(topic, message));
  }

  /** Waits until tasks and resources are done, too. @throws LV-TEST-BUSY */
  async settled(): Promise<void> {
    await this.app.settle(true);
    this.#browser.check();
  }

  /** The connection breaks; what people do waits in the browser until {@link reconnect}. */
  async lost(): Promise<void> {
    await this.act(() => this.#browser.disconnect());
  }

  /** The connection comes back; breaks it first if it is there. */
  async reconnect(): Promise<void> {
    await this.lost();
    await this.act(() => this.#browser.connect());
  }

  /** The view gives back what it can, as when nothing has happened for long. What it shows is the same. */
  async hibernate(): Promise<void> {
    await this.act(() => this.#browser.hibernate());
  }
}
