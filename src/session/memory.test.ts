import { createMemorySessionStore } from "./memory.ts";
import { sessionStoreContract } from "./session-store.contract.ts";

sessionStoreContract("createMemorySessionStore", createMemorySessionStore);
