/** The browser client's global, as the page has it. */
declare var liveloom: {
  readonly isConnected: boolean;
  push(name: string, params?: unknown): void;
  navigate(to: string): void;
  ask(name: string, params?: unknown): Promise<unknown>;
};
