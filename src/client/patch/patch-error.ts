/** The page is not what the server thinks it is. Whoever catches it asks for the whole view. */
export class PatchError extends Error {}
