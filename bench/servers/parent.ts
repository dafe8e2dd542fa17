/** Tells the benchmark where this server listens, answers its questions for CPU time, and ends with it. */
export function serveParent(origin: string): void {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  process.on("disconnect", () => process.exit());
  process.send?.(origin);
}
