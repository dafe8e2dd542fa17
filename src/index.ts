/**
 * Liveloom's front door: what apps import from "liveloom". Accounts are in "liveloom/auth", databases in
 * "liveloom/database".
 */
export type { ListenOptions } from "./adapters/listen.ts";
export { createApp, NodeApp } from "./adapters/node.ts";
export {
  ConfirmationRequired,
  type ErrorCode,
  errorCatalogue,
  InvalidParams,
  LiveloomError,
  LoginRequired,
  NotFound,
  PermissionDenied,
  RateLimited,
  SecondFactorRequired,
} from "./errors.ts";
export type { CallContext, Sender } from "./handlers/call-context.ts";
export { limitCalls, logCalls, requireLogin, requirePermission } from "./handlers/common-middleware.ts";
export { type Handler, type HandlerOptions, handler } from "./handlers/handler.ts";
export type { AuthorizeRoom } from "./handlers/handler-services.ts";
export { Handlers } from "./handlers/handlers.ts";
export type { Middleware, MiddlewareOptions } from "./handlers/middleware.ts";
export type { Recipients } from "./handlers/recipients.ts";
export type { PageUpdate } from "./handlers/updates.ts";
export { FormFields } from "./http/body.ts";
export { safeRedirect } from "./http/safe-redirect.ts";
export { type StaticFiles, staticFiles } from "./http/static-files.ts";
export type { Access, AccessDecision, AccessRules } from "./live/access.ts";
export type { AuditActor, AuditedObject, AuditNote, AuditOutcome, AuditTrail } from "./live/audit.ts";
export type { Load, Resource, ResourceCases, ResourceOptions } from "./live/background/resource.ts";
export type { Task, TaskTools, TaskWork } from "./live/background/tasks.ts";
export { component } from "./live/components/component.ts";
export { LiveComponent } from "./live/components/live-component.ts";
export type { Run } from "./live/deadline.ts";
export { type EventAudit, type EventOptions, event, type LiveEvent, type RateLimit } from "./live/event.ts";
export { type Form, type FormOptions, form } from "./live/forms/form.ts";
export type { FormField } from "./live/forms/form-field.ts";
export type { FormGroup, FormList, FormRow } from "./live/forms/form-group.ts";
export {
  anyPermissionRequired,
  loginRequired,
  permissionRequired,
  publicPage,
  recentAuth,
  secondFactorRequired,
  staffRequired,
  superuserRequired,
  userTest,
} from "./live/guards.ts";
export { LiveView, type ViewFailure } from "./live/live-view.ts";
export type { MountContext, MountHook } from "./live/mount-hooks.ts";
export type {
  AddressChange,
  AddressTarget,
  AddressValue,
  HistoryOptions,
} from "./live/navigation/address-change.ts";
export { nested } from "./live/nested/nested.ts";
export {
  type Asker,
  createPrincipal,
  type Identity,
  type Permission,
  type PermissionList,
  type Permissions,
  type Principal,
  type User,
} from "./live/principal.ts";
export { temporary } from "./live/temporary.ts";
export type { ViewRequest } from "./live/view-request.ts";
export type { RequestOptions } from "./live/visitor.ts";
export { createMemoryPubSub } from "./pubsub/memory.ts";
export type { PubSub } from "./pubsub/pubsub.ts";
export { createRedisPubSub, type RedisPubSub, type RedisPubSubOptions } from "./pubsub/redis.ts";
export type { RedisClient } from "./pubsub/redis-connection.ts";
export { type Topic, type TopicKey, topic } from "./pubsub/topic.ts";
export { App } from "./server/app.ts";
export type { AppOptions } from "./server/app-options.ts";
export type { AuthProvider } from "./server/auth-provider.ts";
export type { HttpContext, RouteHandler } from "./server/http-context.ts";
export { get, type HttpRoute, post, type RouteOptions } from "./server/http-route.ts";
export type { Layout, LayoutPage } from "./server/layout.ts";
export { type LiveRoute, live } from "./server/live-route.ts";
export type { Logger } from "./server/logger.ts";
export { under } from "./server/under.ts";
export type { BrowserEventName, BrowserEvents, BrowserPayload } from "./shared/browser-events.ts";
export type { Message } from "./shared/wire.ts";
export { type ClassValue, classes } from "./template/classes.ts";
export { type Commands, commands } from "./template/commands/commands.ts";
export { type Optimistic, optimistic } from "./template/commands/optimistic.ts";
export { closest, inside, type Target } from "./template/commands/target.ts";
export type { ComponentUse } from "./template/component.ts";
export { type Each, type EachOptions, each, type Key } from "./template/each.ts";
export { type Html, html, type TemplateValue } from "./template/html.ts";
export { raw } from "./template/raw.ts";
export { fill, type Slot } from "./template/slot.ts";
export { type Stream, type StreamOptions, stream } from "./template/stream.ts";
export { type StyleMap, styles } from "./template/styles.ts";
export { when } from "./template/when.ts";
