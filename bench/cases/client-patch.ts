import { patchCases } from "../harness/patch-cases.ts";
import { Page } from "../pages/js-framework.ts";
import { steps } from "../pages/js-framework-steps.ts";

export const benchCases = patchCases("client.patch", { View: Page, steps, byHand: "table" });
