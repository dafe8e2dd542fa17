/** What pages load beside the client in development only. */
import { showTrouble } from "./development/overlay.ts";
import { watchForMistakes } from "./development/silent-mistakes.ts";
import type { Page } from "./page.ts";

const { liveloom } = globalThis as { readonly liveloom?: Page };
if (liveloom) liveloom.developer = showTrouble;
watchForMistakes();
