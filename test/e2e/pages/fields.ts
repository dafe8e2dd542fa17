import { classes, createApp, each, event, html, LiveView, live, styles, when } from "liveloom";
import { z } from "zod";

/** Elements that belong partly to the browser: fields, dialogs, media, editors, ignored content. */
class FieldsPage extends LiveView {
  n = 0;
  isOn = false;
  wide = false;
  loud = "";

  step = event(() => {
    this.n++;
    this.isOn = !this.isOn;
  });
  typed = event({ params: z.object({ value: z.string() }) }, () => {
    this.n++;
  });
  shout = event({ params: z.object({ value: z.string() }) }, ({ value }) => {
    this.loud = value.toUpperCase();
    this.n++;
  });
  widen = event(() => {
    this.wide = !this.wide;
  });

  render() {
    const text = `v${this.n}`;
    return html`
      <output>${text}</output>
      <button id="step" live-click=${this.step}>step</button>
      <button id="widen" live-click=${this.widen}>widen</button>
      <input id="typed" value=${text} live-input=${this.typed}>
      <input id="forced" value=${text} live-force-value live-input=${this.typed}>
      <textarea id="area">${text}</textarea>
      <input id="loud" name="value" value=${this.loud} live-change=${this.shout}>
      <input id="quiet" value=${text}><input id="number" type="number" value=${this.n}>
      <input id="box" type="checkbox" checked=${this.isOn}>
      <input id="radio" type="radio" checked=${this.isOn}>
      <select id="select"><option value="a" selected=${!this.isOn}>a</option><option value="b" selected=${this.isOn}>b</option></select>
      <p>
        <input id="own-text"><textarea id="own-area">start</textarea><input id="own-box" type="checkbox" checked>
        <select id="own-select"><option>a</option><option>b</option></select>
      </p>
      <details id="details" open=${this.isOn}><summary>s</summary><p>${text}</p></details>
      <details id="own"><summary>s</summary><p>${text}</p></details>
      <dialog id="dialog"><p>${text}</p></dialog>
      <video id="video" muted=${this.isOn} controls></video>
      <div id="editor" contenteditable="true">${text}</div>
      <div id="rich" contenteditable="true">${this.isOn ? html`<b>${text}</b>!` : html`<i>${text}</i>?`}</div>
      <div id="ignored" live-ignore class="map" data-n=${this.n} data-on=${this.isOn || null}><p>${text}</p></div>
      <iframe id="frame" title="f" src="about:blank"></iframe>
      <div id="box2" class=${classes("a", { on: this.isOn })} style=${styles({ width: `${this.n * 10}px`, color: this.isOn && "red" })}>x</div>
      <ul>${each(
        this.isOn ? [3, 2, 1] : [1, 2, 3],
        (id) => id,
        (id) => html`<li><input id="row${id}"></li>`,
      )}</ul>
      <svg width="40" height="40">${when(this.wide, () => html`<rect width=${this.n} height="4"></rect><circle r="2"></circle>`)}</svg>
      <math>${when(this.wide, () => html`<mfrac><mi>${text}</mi><mn>2</mn></mfrac>`)}</math>
      ${when(this.wide, () => html`<p id="come" live-mounted>here</p><details id="come-details" open=${this.isOn}><summary>s</summary></details>`)}`;
  }
}

const app = createApp({ routes: [live("/", FieldsPage)], production: true });

console.log(await app.listen({ port: Number(process.env.PORT) }));
