/** Checks that the folders of src/ depend on each other as designed, and that the root folder stays small. */
import { findCrowdedRoot, findCycles, findLayerViolations, readSources } from "./layers.ts";

const sources = readSources("src");
const violations = [...findLayerViolations(sources), ...findCycles(sources), ...findCrowdedRoot(".")];
for (const violation of violations) console.error(violation);
if (violations.length > 0) process.exit(1);
