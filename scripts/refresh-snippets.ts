import { refreshSnippets } from "./snippets.ts";

refreshSnippets();
