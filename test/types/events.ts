import { event, html, LiveView } from "liveloom";
import { z } from "zod";

export class EventsPage extends LiveView {
  typed = event({ params: z.object({ key: z.enum(["Enter", "Escape"]) }), throttle: 100 }, ({ key }) => {
    key satisfies "Enter" | "Escape";
    // @ts-expect-error not one of the keys
    return key === "Tab";
  });
  left = event({ debounce: "blur" }, () => {});

  render() {
    // @ts-expect-error a mistyped event
    html`<input live-keydown=${this.typd}>`;
    // @ts-expect-error a function is no event: the browser could not call it
    html`<input live-keydown=${() => this.left}>`;
    return html`<input live-keydown=${this.typed} live-blur=${this.left}>`;
  }
}

// @ts-expect-error not a number of milliseconds
event({ debounce: "300" }, () => {});
// @ts-expect-error only a pause may end with the field
event({ throttle: "blur" }, () => {});
