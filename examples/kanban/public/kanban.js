import { Hook, hooks } from "/live/hooks/index.js";

/** Where the dragged card was dropped. */
let dropped;

class Card extends Hook {
  mounted() {
    const { gone: signal } = this;
    this.el.addEventListener("dragstart", (event) => this.#drag(event), { signal });
    this.el.addEventListener("dragend", () => this.#drop(), { signal });
    this.handleEvent("moved", ({ id }) => id === Number(this.el.dataset.id) && this.#flash());
  }

  #drag({ dataTransfer }) {
    dropped = undefined;
    dataTransfer.effectAllowed = "move";
    dataTransfer.setData("text/plain", this.el.dataset.id);
  }

  /** The card itself asks, so its live-optimistic holds until the answer. */
  async #drop() {
    if (!dropped) return;
    const { place, column } = await this.pushEvent("move", { id: this.el.dataset.id, ...dropped });
    document.getElementById("said").textContent = `Now number ${place} in “${column}”.`;
  }

  #flash() {
    this.el.animate([{ boxShadow: "0 0 0 3px var(--accent)" }, { boxShadow: "0 0 0 3px transparent" }], 900);
  }
}

class Column extends Hook {
  mounted() {
    const { gone: signal } = this;
    this.el.addEventListener("dragover", (event) => this.#over(event), { signal });
    this.el.addEventListener("dragleave", () => this.el.classList.remove("over"), { signal });
    this.el.addEventListener("drop", (event) => this.#drop(event), { signal });
  }

  #over(event) {
    event.preventDefault();
    this.el.classList.add("over");
  }

  #drop(event) {
    event.preventDefault();
    this.el.classList.remove("over");
    const below = [...this.el.querySelectorAll("li")].find((card) => {
      const { top, height } = card.getBoundingClientRect();
      return event.clientY < top + height / 2;
    });
    dropped = { column: this.el.dataset.column, before: below?.dataset.id ?? null };
  }
}

hooks({ Card, Column });
