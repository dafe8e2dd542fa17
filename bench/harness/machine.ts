import { availableParallelism, cpus, platform } from "node:os";

/** What the figures were measured on, in a line. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const cores = availableParallelism();
  return `${model}, ${cores} ${cores === 1 ? "core" : "cores"}, Node.js ${process.versions.node}, ${platform()}`;
}
