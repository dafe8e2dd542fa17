import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { ComponentUse } from "../../template/component.ts";
import type { Key } from "../../template/each.ts";
import { type AnyProps, ChildCall } from "../components/component.ts";
import type { ComponentPlace } from "../components/mounted-component.ts";
import type { ViewComponents } from "../components/view-components.ts";
import type { LiveView, LiveViewClass } from "../live-view.ts";
import { NestedView } from "./nested-view.ts";

/** A view in a template of another. */
export class NestedCall extends ChildCall {
  readonly Component: LiveViewClass;
  readonly props: AnyProps;
  readonly key: Key | undefined;

  constructor(Component: LiveViewClass, { key, params = {} }: { key?: Key; params?: AnyProps }) {
    super();
    this.Component = Component;
    this.props = params;
    const said = JSON.stringify(params);
    this.key = said === "{}" ? key : `${key ?? ""} ${said}`;
  }

  override make(family: ViewComponents, place: ComponentPlace): NestedView {
    return new NestedView(this, family, place);
  }
}

/** The schema in a view's `static params`, or undefined when it has none. */
type SchemaOf<View> = View extends { readonly params: infer Schema extends StandardSchemaV1 }
  ? Schema
  : undefined;

/** What a nested view is given. Its key tells it from others of its class with the same params. */
type Given<Schema> = { readonly key?: Key } & (Schema extends StandardSchemaV1
  ? { readonly params: StandardSchemaV1.InferInput<Schema> }
  : { readonly params?: never });

type Arguments<Schema> =
  Record<never, never> extends Given<Schema> ? [given?: Given<Schema>] : [given: Given<Schema>];

/**
 * Shows a live view inside another, or inside a component. It is a page of its own in every respect but the address:
 * `access`, `mount`, state, events and their queue, timers, tasks, subscriptions. When it fails, or is slow, the
 * page around it goes on; what its `access` or `authorize` refuses is not shown.
 *
 * It is the same one, with its state, as long as the same parent shows its class with the same `key` and `params`,
 * wherever that is. Its root is a `<div>`.
 * @param given `params` are checked by its `static params`, and have to be JSON.
 * @throws LV-COMPONENT-KEY when a parent shows two of one class with the same key and params.
 * @example html`<aside>${nested(Clock, { params: { zone: "Europe/Berlin" } })}</aside>`
 */
export function nested<View extends LiveViewClass>(
  View: View & (new () => LiveView<SchemaOf<View>>),
  ...[given]: Arguments<SchemaOf<View>>
): ComponentUse {
  return new NestedCall(View, (given as { key?: Key; params?: AnyProps } | undefined) ?? {});
}
