import { Attempt } from "../../src/live/attempt.ts";
import { LiveComponent } from "../../src/live/components/live-component.ts";
import type { MountedComponent } from "../../src/live/components/mounted-component.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import type { ViewContext } from "../../src/live/view-context.ts";
import { ViewInstance } from "../../src/live/view-instance.ts";
import type { PointChange } from "../../src/shared/wire.ts";
import { html, type TemplateValue } from "../../src/template/html.ts";
import { contextWith, ownerWith } from "../support/view-context.ts";

/** What happened, in order. */
export const log: string[] = [];
/** What waits for its turn in the view's mailbox. */
export const informed: (() => unknown)[] = [];

/** Before each test. */
export function forgetWhatHappened(): void {
  log.length = 0;
  informed.length = 0;
}

/** Shows what the test wants it to. */
export class Page extends LiveView {
  n = 0;
  _content: (page: Page) => TemplateValue = () => "";
  override render() {
    return html`<main>${this._content(this)}</main>`;
  }
}

/** A page without an app around it. */
export class OpenPage {
  readonly instance: ViewInstance;
  readonly html: string;
  readonly #context: ViewContext;

  constructor(content: (page: Page) => TemplateValue, View: typeof Page = Page) {
    const owner = ownerWith({
      inform: (work) => void informed.push(work),
      report: (error, about) => {
        log.push(`report ${about}: ${error instanceof Error ? error.message : error}`);
        return "id-1";
      },
    });
    this.#context = contextWith({ owner });
    this.instance = new ViewInstance(View, this.#context);
    this.view._content = content;
    this.html = this.instance.rendering.start().html;
  }

  get view(): Page {
    return this.instance.view as Page;
  }

  /** All components by class and key. */
  get components(): string[] {
    return [...(this.instance.components?.all() ?? [])].map(nameOf).sort();
  }

  find(name: string): MountedComponent {
    const found = [...(this.instance.components?.all() ?? [])].find((each) => nameOf(each) === name);
    if (!found) throw new Error(`There is no ${name}`);
    return found;
  }

  /** What changes in the view's only point. */
  update(isLocal = false): PointChange | undefined {
    const update = this.instance.rendering.update({ isLocal });
    if (!update) return undefined;
    if (!("patch" in update)) throw new Error("The whole view was sent");
    return update.patch[1] as PointChange;
  }

  /** Calls a component's event, as if the gate had let it in. */
  async call(name: string, event: string): Promise<unknown> {
    const mounted = this.find(name);
    const body = mounted.events.get(event)?.body ?? (() => "no such event");
    const services = { handlerTimeout: 1_000, report: () => "", hint: () => {} };
    const page = { view: this.view, context: this.#context, services };
    const attempt = new Attempt(page, mounted.component);
    return await this.instance.components?.run(mounted, attempt, () => body({} as never, attempt));
  }
}

const nameOf = ({ Component, call }: MountedComponent) => [Component.name, call.key].join(" ").trim();

export interface ItemProps {
  readonly text?: string;
  readonly onAdd?: (n: number) => unknown;
}

/** A component that notes what happens to it. */
export class Item extends LiveComponent<ItemProps> {
  n = 0;
  result: unknown;

  override mount(): unknown {
    log.push(`mount ${this.props.text}`);
    return undefined;
  }
  override update(props: ItemProps, previous: ItemProps): unknown {
    log.push(`update ${previous.text} to ${props.text}`);
    return undefined;
  }
  override unmount() {
    log.push(`unmount ${this.props.text}`);
  }
  add = event(async () => {
    this.n++;
    this.result = await this.props.onAdd?.(this.n);
  });
  tell = event(() => {
    this.props.onAdd?.(this.n);
  });
  override render() {
    log.push(`render ${this.props.text}`);
    return html`<b>${this.props.text} ${this.n}</b>`;
  }
}
