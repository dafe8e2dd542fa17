import { each, event, html, LiveView, live, nested } from "liveloom";
import { z } from "zod";

const place = z.object({ zone: z.string() });

class Clock extends LiveView<typeof place> {
  static params = place;
  now = new Date();

  mount() {
    this.every(1_000, () => {
      this.now = new Date();
    });
  }

  render() {
    const { zone } = this.params;
    const time = this.now.toLocaleTimeString("en-GB", { timeZone: zone });
    return html`<h2>${zone.split("/").at(-1)?.replace("_", " ")}</h2><time>${time}</time>`;
  }
}

let calls = 0;

/** A service that takes its time, and breaks at every third call. */
async function fetchRate(): Promise<string> {
  const call = ++calls;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  if (call % 3 === 0) throw new Error("The service does not answer");
  return (1.08 + call / 1_000).toFixed(3);
}

class Rate extends LiveView {
  rate = "";

  async mount() {
    this.rate = await fetchRate();
  }

  refresh = event(async () => {
    this.rate = await fetchRate();
  });

  /** For an event that failed, and for a mount that did: then there is no view that could try again. */
  renderError({ id }: { id: string }) {
    return html`<h2>1 euro</h2><p role="alert">No rate at the moment (${id}).</p>
      ${this.rate && this.#button("Try again")}`;
  }

  render() {
    return html`<h2>1 euro</h2><p>is <b>${this.rate}</b> dollars</p> ${this.#button("Ask again")}`;
  }

  #button(text: string) {
    return html`<button live-click=${this.refresh} live-disable-with="Asking…">${text}</button>`;
  }
}

class Desk extends LiveView {
  title = "Desk";
  zones = ["Europe/Berlin", "America/New_York"];

  add = event({ params: z.object({ zone: z.enum(["Asia/Tokyo", "Africa/Nairobi"]) }) }, ({ zone }) => {
    this.zones = [...new Set([...this.zones, zone])];
  });

  remove = event({ params: z.object({ zone: z.string() }) }, ({ zone }) => {
    this.zones = this.zones.filter((other) => other !== zone);
  });

  render() {
    return html`
      <h1>Desk</h1>
      <div class="desk">
        <section>${nested(Rate)}</section>
        ${each(
          this.zones,
          (zone) => zone,
          (zone) => html`<section>
            ${nested(Clock, { params: { zone } })}
            <button live-click=${this.remove} data-zone=${zone} aria-label="Remove ${zone}">×</button>
          </section>`,
        )}
      </div>
      <button live-click=${this.add} data-zone="Asia/Tokyo">Add Tokyo</button>
      <button live-click=${this.add} data-zone="Africa/Nairobi">Add Nairobi</button>`;
  }
}

export const routes = [live("/", Desk)];
