import { createApp, event, html, LiveView, type MountContext, temporary } from "liveloom";
import { z } from "zod";

async function withTeam({ user }: MountContext) {
  return { name: `${user.username}s` };
}

const withSize = () => 3;

class Page extends LiveView {
  static onMount = [withTeam, withSize];

  saved = temporary(() => "");
  found = temporary((): number[] => []);

  save = event({ params: z.object({ id: z.number() }), timeout: 10 }, async ({ id }, { signal }) => {
    id satisfies number;
    signal.throwIfAborted();
    this.saved = "yes";
    // @ts-expect-error the field holds text
    this.saved = 1;
    this.found.push(id);
  });

  plain = event(async (_, { signal }) => signal.aborted);

  override mount() {
    this.given(withTeam).name satisfies string;
    this.given(withSize) satisfies number;
    // @ts-expect-error what the hook returned has no such field
    this.given(withTeam).nmae;
  }

  override renderError({ id }: { id: string }) {
    return html`${id}`;
  }

  render() {
    // @ts-expect-error cookies are read-only
    this.request.cookies.set("a", "b");
    return html`${this.request.locale}`;
  }
}

createApp({ routes: [], onMount: [withTeam], handlerTimeout: 1_000, request: { locales: ["en"] } });
// @ts-expect-error a hook is a function
createApp({ routes: [], onMount: [Page] });
