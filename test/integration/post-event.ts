import type { LiveApp, OpenPage } from "./live-app.ts";

export interface Posted {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** A page whose form is posted. */
export type PostedPage = Pick<OpenPage, "cookie" | "token" | "path">;

export interface PostOptions {
  /** That of the field with the event, which may say its beginning. */
  readonly name?: string;
  readonly fields?: [string, string][];
  readonly headers?: Record<string, string>;
}

/** Posts as a browser without script does; `fields` are those of the form. */
export async function postEvent(
  app: LiveApp,
  page: PostedPage,
  liveEvent: string,
  { name = "live-event", fields = [], headers = {} }: PostOptions = {},
): Promise<Posted> {
  const body = new URLSearchParams([["live-token", page.token], [name, liveEvent], ...fields]);
  const response = await app.fetchAs(page.cookie)(app.origin + page.path, {
    method: "POST",
    body,
    redirect: "manual",
    headers: { accept: "text/html", ...headers },
  });
  return {
    status: response.status,
    location: response.headers.get("location"),
    text: await response.text(),
  };
}
