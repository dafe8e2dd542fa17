import { type HttpContext, handler, html } from "liveloom";
import { z } from "zod";
import { languages } from "../languages.ts";

interface Comment {
  readonly author: string;
  readonly text: string;
  readonly at: Date;
}

/** What would be in a database. */
const comments: Comment[] = [{ author: "Ada", text: "First!", at: new Date(2026, 0, 1, 12) }];

const room = "post:1";

const form = z.object({
  author: z.string().trim().min(1).max(40),
  text: z.string().trim().min(1).max(1_000),
});

/** Adds a comment for everybody who reads the post. */
export const addComment = handler(
  "add_comment",
  { form, rateLimit: { calls: 10, perSeconds: 60 } },
  async (ctx) => {
    const comment = { ...ctx.form, at: new Date() };
    comments.push(comment);
    await ctx
      .to(room)
      .send(
        { target: "#comments", append: shown(comment) },
        { target: "#comment-count", html: html`${counted()}` },
      );
    await ctx.send({ target: "#comment-form", outer: commentForm() }, { scroll: "#comments li:last-child" });
  },
);

const counted = () => languages.t("comments", { count: comments.length });

function shown({ author, text, at }: Comment) {
  return html`<li class="card"><b>${author}</b> <time datetime=${at.toISOString()}>${languages.date(at)}</time><p>${text}</p></li>`;
}

function commentForm() {
  return html`<form id="comment-form" class="form" live-call=${addComment}>
    <input name="author" aria-label=${languages.t("name")} placeholder=${languages.t("name")} required>
    <textarea name="text" rows="3" aria-label=${languages.t("message")} placeholder=${languages.t("message")} required></textarea>
    <button>${languages.t("send")}</button></form>`;
}

export function page(context: HttpContext) {
  return html`<article live-room=${context.room(room)}>
    <h1>${languages.t("post")}</h1>
    <p>${languages.t("post_text")}</p>
    <h2 id="comment-count">${counted()}</h2>
    <ul id="comments" class="comments">${comments.map(shown)}</ul>
    ${commentForm()}
  </article>`;
}
