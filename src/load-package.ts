import { LiveloomError, messageOf } from "./errors.ts";

/**
 * Loads a package that not every app needs.
 * @example await loadPackage("otpauth", () => import("otpauth"))
 * @throws LV-PACKAGE-MISSING
 */
export async function loadPackage<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    throw new LiveloomError("LV-PACKAGE-MISSING", { name, reason: messageOf(error) });
  }
}
