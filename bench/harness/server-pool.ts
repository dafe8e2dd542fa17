import { ServerProcess } from "./server-process.ts";

const servers = new Map<string, Promise<ServerProcess>>();

/** A server that cases share. It is started once; every case opens pages of its own on it. */
export async function sharedServer(name: string, ...args: string[]): Promise<ServerProcess> {
  const key = [name, ...args].join(" ");
  const server = servers.get(key) ?? ServerProcess.start(name, ...args);
  servers.set(key, server);
  return await server;
}

export async function stopSharedServers(): Promise<void> {
  await Promise.all([...servers.values()].map(async (server) => (await server).stop()));
}
