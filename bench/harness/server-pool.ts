import { ServerProcess } from "./server-process.ts";

interface Stoppable {
  stop(): Promise<void>;
}

const servers = new Map<string, Promise<Stoppable>>();

/** A server that cases share. It is started once; every case opens pages of its own on it. */
export function sharedServer(name: string, ...args: string[]): Promise<ServerProcess> {
  return shared([name, ...args].join(" "), () => ServerProcess.start(name, ...args));
}

/** What was started under this key before, or is now. */
export function shared<Server extends Stoppable>(key: string, start: () => Promise<Server>): Promise<Server> {
  const server = (servers.get(key) as Promise<Server> | undefined) ?? start();
  servers.set(key, server);
  return server;
}

export async function stopSharedServers(): Promise<void> {
  await Promise.allSettled([...servers.values()].map(async (server) => (await server).stop()));
}
