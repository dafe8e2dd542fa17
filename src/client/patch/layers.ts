import { attributeOf } from "../elements.ts";

/** Something in the page that the browser shows in another way than the server. */
export interface Layer {
  readonly element: Element;
  /** Two layers of one kind: the later replaces the earlier. */
  readonly key: string;
  /** Shows it. False when there is no need any more. */
  apply(): boolean;
  /** Shows what the server wants; false when somebody else has changed it meanwhile. */
  undo(): boolean;
  /** Whether it has to go. Default: only the server's own change of the same thing takes it away. */
  readonly isOver?: (() => boolean) | undefined;
}

/**
 * What the browser shows differently from the server: by commands, or until an event is answered. While the server
 * changes the page it is taken away, so that patches and whole views find what they expect, and put back after.
 */
export class Layers {
  #layers: Layer[] = [];

  /** Shows something. The same thing shown before by commands is replaced. */
  add(layer: Layer): void {
    const last = this.#layers.findLast(({ element, key }) => element === layer.element && key === layer.key);
    if (last && !last.isOver && !layer.isOver) {
      last.undo();
      this.#layers = this.#layers.filter((other) => other !== last);
    }
    if (layer.apply()) this.#layers.push(layer);
  }

  /** Runs a change by the server. */
  suspend(change: () => void): void {
    const layers = this.#layers.toReversed().filter((layer) => layer.undo());
    try {
      change();
    } finally {
      this.#layers = layers
        .toReversed()
        .filter((layer) => layer.element.isConnected && !layer.isOver?.() && layer.apply());
    }
  }

  /** Whether something has to go. */
  get isOutdated(): boolean {
    return this.#layers.some(({ isOver }) => isOver?.());
  }
}

/** When it goes: never by itself, or once this says so. */
type IsOver = (() => boolean) | undefined;

/** An attribute with another value, or without one. */
export function attributeLayer(
  element: Element,
  [name, value]: readonly [string, string | null],
  isOver: IsOver,
): Layer {
  /** What the server wants; undefined before it was looked at. */
  let base: string | null | undefined;
  return {
    element,
    key: name,
    isOver,
    apply() {
      const current = attributeOf(element, name);
      if (!isOver && base !== undefined && base !== current) return false;
      base = current;
      write(element, name, value);
      return isOver !== undefined || base !== value;
    },
    undo() {
      if (attributeOf(element, name) !== value) return false;
      write(element, name, base ?? null);
      return true;
    },
  };
}

/** A class name that is there, or not. */
export function classLayer(
  element: Element,
  [name, isOn]: readonly [string, boolean],
  isOver: IsOver,
): Layer {
  let base: boolean | undefined;
  let hadAttribute = true;
  const { classList } = element;
  return {
    element,
    key: `class ${name}`,
    isOver,
    apply() {
      const current = classList.contains(name);
      if (!isOver && base !== undefined && base !== current) return false;
      base = current;
      hadAttribute = attributeOf(element, "class") !== null;
      if (isOn !== current) classList.toggle(name, isOn);
      return isOver !== undefined || base !== isOn;
    },
    undo() {
      if (classList.contains(name) !== isOn) return false;
      if (base !== isOn) classList.toggle(name, !isOn);
      if (!hadAttribute && classList.length === 0) write(element, "class", null);
      return true;
    },
  };
}

/** Another text in place of an element's content, until it goes. */
export function textLayer(element: Element, text: string, isOver: () => boolean): Layer {
  let shown: Text | undefined;
  let nodes: ChildNode[] = [];
  return {
    element,
    key: "text",
    isOver,
    apply() {
      nodes = [...element.childNodes];
      shown = document.createTextNode(text);
      Element.prototype.replaceChildren.call(element, shown);
      return true;
    },
    undo() {
      if (shown?.parentNode !== element || element.childNodes.length !== 1) return false;
      Element.prototype.replaceChildren.call(element, ...nodes);
      return true;
    },
  };
}

function write(element: Element, name: string, value: string | null): void {
  if (value === null) Element.prototype.removeAttribute.call(element, name);
  else Element.prototype.setAttribute.call(element, name, value);
}
