import { Hook, hooks } from "/live/hooks/index.js";

/** What happened, in order, for the tests to read. */
globalThis.heard = [];
globalThis.windowHeard = [];
const hear = (...what) => globalThis.heard.push(what.join(" "));

addEventListener("live:push:stepped", ({ detail }) => globalThis.windowHeard.push(detail.count));

class Probe extends Hook {
  seen = 0;

  mounted() {
    globalThis.probe = this;
    hear("mounted", this.el.id);
    this.handleEvent("welcome", ({ at }) => hear("welcome", at));
    this.handleEvent("stepped", ({ count }) => hear("stepped", count, this.el.textContent));
  }
  beforeUpdate() {
    this.before = this.el.textContent;
  }
  updated() {
    this.seen++;
    // A change of its own must not come back as another update.
    this.el.classList.toggle("seen");
    hear("updated", this.el.id, this.el.textContent, this.seen);
  }
  destroyed() {
    hear("destroyed", this.el.id, this.gone.aborted);
  }
  disconnected() {
    hear("disconnected");
  }
  reconnected() {
    hear("reconnected");
  }
}

hooks({
  Probe,
  Other: {
    mounted() {
      hear("mounted other", this.el.id);
    },
  },
  Broken: {
    mounted() {
      throw new Error("broken hook");
    },
    async updated() {
      throw new Error("broken hook");
    },
  },
  Row: {
    mounted() {
      this.mark = this.el.id;
    },
    destroyed() {
      hear("destroyed", this.mark);
    },
  },
  // A map, say: it fills its element by itself, and follows a value.
  Widget: {
    mounted() {
      this.canvas = document.createElement("i");
      this.el.append(this.canvas);
      this.draw();
    },
    updated() {
      this.draw();
    },
    draw() {
      this.canvas.textContent = `drawn ${this.el.dataset.value}`;
    },
  },
});
