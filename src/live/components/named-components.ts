import type { NamedComponents } from "../../template/component.ts";
import { ComponentCall } from "./component.ts";
import type { LiveComponent, LiveComponentClass } from "./live-component.ts";

/** Components by the names that template files call them. */
export type ComponentsByName = Readonly<Record<string, new () => LiveComponent<object>>>;

/** What a template file can do with them. */
export function namedComponents(classes: ComponentsByName): NamedComponents {
  return {
    names: Object.keys(classes),
    make(name, props) {
      const Component = Object.hasOwn(classes, name) ? classes[name] : undefined;
      return Component && new ComponentCall(Component as LiveComponentClass, props);
    },
  };
}
