import { MountedView } from "./mounted-view.ts";
import { speaking } from "./page-language.ts";
import type { PageRequest } from "./page-request.ts";
import type { ViewServices } from "./view-services.ts";

/**
 * Opens a page: its view is admitted and mounted.
 * @throws LoginRequired, PermissionDenied, NotFound, and whatever `mount` throws.
 */
export async function openPage(page: PageRequest, services: ViewServices): Promise<MountedView> {
  const { languages } = services;
  if (!languages) return await open(page, services);
  const principal = await page.identity.current();
  return await speaking(languages, { request: page.request, principal }, () => open(page, services));
}

async function open(page: PageRequest, services: ViewServices): Promise<MountedView> {
  const mounted = await MountedView.admit(page, services);
  try {
    await mounted.mount();
    return mounted;
  } catch (error) {
    mounted.close();
    throw error;
  }
}
