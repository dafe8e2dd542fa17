import type { NamedComponents } from "../../template/component.ts";
import type { Key } from "../../template/each.ts";
import { RawHtml } from "../../template/raw.ts";
import type { LiveViewClass } from "../live-view.ts";
import { NestedCall } from "../nested/nested.ts";
import { type AnyProps, ComponentCall } from "./component.ts";
import type { LiveComponent, LiveComponentClass } from "./live-component.ts";

/** Components by the names that template files call them. */
export type ComponentsByName = Readonly<Record<string, new () => LiveComponent<object>>>;

/** Views by the names under which template files nest them. */
export type ViewsByName = Readonly<Record<string, LiveViewClass>>;

/** What the templates of a view or component name. */
export interface NamingClass {
  readonly components?: ComponentsByName;
  readonly views?: ViewsByName;
}

/** What its template file can do with them; undefined when it names none. */
export function namedComponents({ components, views }: NamingClass): NamedComponents | undefined {
  if (!components && !views) return undefined;
  return {
    names: Object.keys({ ...components, ...views }),
    make(name, props) {
      const Component = own(components, name);
      if (Component) return new ComponentCall(Component as LiveComponentClass, props);
      const View = own(views, name);
      return View && nestedCall(View, props);
    },
  };
}

function own<Class>(classes: Readonly<Record<string, Class>> | undefined, name: string): Class | undefined {
  return classes && Object.hasOwn(classes, name) ? classes[name] : undefined;
}

/** All that a tag passes but the key are params. What is written in the template is safe HTML there. */
function nestedCall(View: LiveViewClass, { key, ...passed }: AnyProps): NestedCall {
  const texts = Object.entries(passed).map(([name, value]) => [
    name,
    value instanceof RawHtml ? value.html : value,
  ]);
  const params: AnyProps = Object.fromEntries(texts);
  return new NestedCall(View, key === undefined ? { params } : { key: key as Key, params });
}
