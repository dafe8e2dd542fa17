/** Checks that the folders of src/ depend on each other as design says, and that files stay small. */
import { findCycles, findLayerViolations, findLongFiles, readSources } from "./layers.ts";

const sources = readSources("src");
const violations = [...findLayerViolations(sources), ...findCycles(sources), ...findLongFiles(sources)];
for (const violation of violations) console.error(violation);
if (violations.length > 0) process.exit(1);
