import type { CallingPage } from "../handlers/calling-page.ts";
import type { HandlerServices } from "../handlers/handler-services.ts";
import type { ClientAddresses } from "../http/client-address.ts";
import type { Hosts } from "../http/hosts.ts";
import type { Signer } from "../http/signing.ts";
import type { StaticFiles } from "../http/static-files.ts";
import type { FrameLimits } from "../live/frame-budget.ts";
import type { MountedView } from "../live/mounted-view.ts";
import type { ViewServices } from "../live/view-services.ts";
import type { RequestOptions } from "../live/visitor.ts";
import type { MountedViews } from "../session/mounted-views.ts";
import type { SessionStore } from "../session/session-store.ts";
import type { AuthProvider } from "./auth-provider.ts";
import type { Layout } from "./layout.ts";
import type { MissingTargets } from "./missing-targets.ts";
import type { Problems } from "./problem.ts";
import type { Router } from "./router.ts";

/** What an app's requests and connections share. */
export interface Services {
  readonly router: Router;
  readonly auth: AuthProvider | undefined;
  readonly sessions: SessionStore;
  readonly signer: Signer;
  readonly layout: Layout;
  readonly files: readonly StaticFiles[];
  readonly client: StaticFiles;
  readonly frameLimits: FrameLimits;
  readonly request: RequestOptions | undefined;
  readonly publicOrigin: string | undefined;
  readonly hosts: Hosts;
  readonly addresses: ClientAddresses;
  readonly problems: Problems;
  readonly mounted: MountedViews<MountedView>;
  readonly views: ViewServices;
  /** Pages that call handlers, by the token that brings them back. */
  readonly callers: MountedViews<CallingPage>;
  readonly calls: HandlerServices;
  readonly missing: MissingTargets;
}
