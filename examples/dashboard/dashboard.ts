import { each, event, html, LiveView, live, type Task, topic } from "liveloom";
import { measurements, slowestPages, words, writeRows } from "./metrics.ts";

/** Tells every open dashboard about a report that somebody made. */
const reports = topic<{ readonly rows: number }>("reports");

class Dashboard extends LiveView {
  title = "Dashboard";
  visits: readonly number[] = [];
  seconds = 0;
  percent = 0;
  summary = "";
  news = "";
  slowest = this.resource(slowestPages);
  _report: Task | undefined;
  _hideNews = () => {};

  mount() {
    this.every(1_000, () => {
      this.seconds++;
    });
    this.task(async ({ show, signal }) => {
      for await (const people of measurements(signal))
        await show(() => {
          this.visits = [...this.visits, people].slice(-60);
        });
    });
    this.subscribe(reports, ({ rows }) => {
      this.news = `Somebody made a report of ${rows} rows.`;
      this._hideNews();
      this._hideNews = this.after(5_000, () => {
        this.news = "";
      });
    });
  }

  report = event(() => {
    this._report = this.task("report", async ({ show, signal }) => {
      for (let percent = 0; percent <= 100; percent += 2) {
        await writeRows(signal);
        await show(() => {
          this.percent = percent;
        });
      }
      this.publish(reports, { rows: 2_000 });
    });
  });

  cancel = event(() => {
    this._report?.cancel();
    this.percent = 0;
  });

  explain = event(() => {
    this.summary = "";
    this.task("explain", async ({ show, signal }) => {
      for await (const word of words(signal))
        await show(() => {
          this.summary += word;
        });
    });
  });

  refresh = event(() => this.slowest.reload());

  render() {
    const isWriting = this.percent > 0 && this.percent < 100;
    return html`
      <header class="dashboard">
        <h1>Dashboard</h1>
        <p>Open for <time>${this.seconds} s</time></p>
      </header>
      <p class="news" role="status" hidden=${!this.news}>${this.news}</p>
      <div class="cards">
        <section class="card wide">
          <h2>People on the site <strong>${this.visits.at(-1) ?? "…"}</strong></h2>
          <svg class="chart" viewBox="0 0 590 120" preserveAspectRatio="none" role="img" aria-label="People on the site">
            <polygon points="0,120 ${pointsOf(this.visits)} ${(this.visits.length - 1) * 10},120"></polygon>
            <polyline points=${pointsOf(this.visits)}></polyline>
          </svg>
        </section>
        <section class="card">
          <h2>Report</h2>
          <progress max="100" value=${this.percent} aria-label="Report">${this.percent} %</progress>
          <p>${this.percent === 100 ? "The report is ready." : `${this.percent} % of 2,000 rows`}</p>
          <button class="quiet" live-click=${this.report} disabled=${isWriting}>Make the report</button>
          <button class="quiet" live-click=${this.cancel} disabled=${!isWriting}>Cancel</button>
        </section>
        <section class="card" aria-busy=${this.slowest.loading ? "true" : "false"}>
          <h2>Slowest pages</h2>
          ${this.slowest.match({
            pending: () => html`<p class="pending">Asking the database</p>`,
            ok: (pages) =>
              html`<ol>${each(
                pages,
                ({ path }) => path,
                ({ path, milliseconds }) => html`<li><code>${path}</code> <b>${milliseconds} ms</b></li>`,
              )}</ol>`,
            failed: () => html`<p role="alert">The pages could not be loaded.</p>`,
          })}
          <button class="quiet" live-click=${this.refresh} disabled=${this.slowest.loading}>Refresh</button>
        </section>
        <section class="card wide">
          <h2>In words</h2>
          <p class="summary" aria-live="polite">${this.summary}</p>
          <button class="quiet" live-click=${this.explain}>Explain</button>
        </section>
      </div>`;
  }
}

/** A line through the values, ten units apart. */
function pointsOf(values: readonly number[]): string {
  return values.map((value, index) => `${index * 10},${120 - value}`).join(" ");
}

export const routes = [live("/", Dashboard)];
