import { checkPatches } from "./property.ts";

Object.assign(globalThis, { checkPatches });
