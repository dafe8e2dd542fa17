import { Hook, hooks } from "/live/hooks/index.js";

/** How near to its end a list counts as being there, in pixels. */
const near = 40;

/** Keeps a list at its end while more comes, unless one has scrolled up to read. */
class StayAtEnd extends Hook {
  #isAtEnd = true;

  mounted() {
    this.updated();
  }

  beforeUpdate() {
    const { scrollTop, clientHeight, scrollHeight } = this.el;
    this.#isAtEnd = scrollTop + clientHeight > scrollHeight - near;
  }

  updated() {
    if (this.#isAtEnd) this.el.scrollTop = this.el.scrollHeight;
  }
}

hooks({ StayAtEnd });
