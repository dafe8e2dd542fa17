import type { MountedView } from "../live/mounted-view.ts";
import { html } from "../template/html.ts";
import { raw } from "../template/raw.ts";
import { toHtml } from "../template/to-html.ts";
import { liveRoot } from "./live-root.ts";
import type { RequestContext } from "./request-context.ts";
import type { Services } from "./services.ts";
import { troubleBox } from "./trouble-box.ts";

/** Stands for the page's content while the document around it is made. */
const gap = "<!--liveloom:content-->";

/**
 * Answers with the document's beginning at once, and with the view when it is mounted. The status and the headers
 * are out by then: a redirect is left to the browser, an error stands in the page.
 */
export function streamedPage(mounted: MountedView, context: RequestContext, services: Services): Response {
  context.session.ensureCookie();
  const { title, metaDescription: description } = mounted.view;
  const document = context.document({ title, description, body: html`${raw(gap)}` });
  const [before = "", after = ""] = document.split(gap);
  const chunks = async function* () {
    yield before;
    yield await content(mounted, title, context, services);
    yield after;
  };
  return context.htmlResponse(ReadableStream.from(chunks()).pipeThrough(new TextEncoderStream()));
}

async function content(
  mounted: MountedView,
  title: string,
  context: RequestContext,
  services: Services,
): Promise<string> {
  try {
    await mounted.mount();
    const root = mounted.redirectTo ?? (await liveRoot(mounted, title, context, { services }));
    if (mounted.redirectTo === undefined) return root;
    await services.views.keepMessages(mounted.sessionHash, mounted.messages?.takeUnseen() ?? []);
    mounted.close();
    return leaving(mounted.redirectTo, context.nonce);
  } catch (error) {
    mounted.close();
    const { text, id, trouble } = services.problems.of(error, context.url.pathname);
    const notice = html`<p role="alert">${text}${id === undefined ? "" : ` (${id})`}</p>`;
    return toHtml(notice) + (trouble ? toHtml(troubleBox(trouble)) : "");
  }
}

function leaving(to: string, nonce: string): string {
  return toHtml(html`<script nonce=${nonce} data-to=${to}>location.replace(document.currentScript.dataset.to)</script>
    <p><a href=${to}>Continue</a></p>`);
}
