import { classes, each, event, html, LiveView, live, stream, styles } from "liveloom";
import { z } from "zod";

interface Post {
  readonly id: number;
  readonly text: string;
  readonly likes: number;
}

/** What would be in a database, the oldest first. */
const posts = new Map<number, Post>();
let lastId = 0;

/** A page shows so many posts. */
const limit = 20;

const text = z.string().trim().max(280);
const idOf = z.object({ id: z.coerce.number().int() });

class Feed extends LiveView {
  title = "Feed";
  draft = "";
  posts = stream({ key: (post: Post) => post.id, limit });

  mount() {
    this.subscribe("feed:new");
    this.subscribe("feed:changed");
    this.posts.append(...[...posts.values()].slice(-limit).reverse());
  }

  write = event({ params: z.object({ text }) }, (written) => {
    this.draft = written.text;
  });

  post = event(
    { params: z.object({ text: text.min(1) }), rateLimit: { calls: 20, perSeconds: 60 } },
    (written) => {
      const id = ++lastId;
      posts.set(id, { id, text: written.text, likes: 0 });
      this.draft = "";
      this.publish("feed:new", id);
    },
  );

  like = event({ params: idOf }, ({ id }) => {
    const post = posts.get(id);
    if (post) posts.set(id, { ...post, likes: post.likes + 1 });
    this.publish("feed:changed", id);
  });

  remove = event({ params: idOf }, ({ id }) => {
    posts.delete(id);
    this.publish("feed:changed", id);
  });

  handleInfo(topic: string, id: unknown) {
    const post = posts.get(Number(id));
    if (!post) this.posts.delete(Number(id));
    else if (topic === "feed:new") this.posts.prepend(post);
    else this.posts.update(post);
  }

  render() {
    return html`
      <h1>Feed</h1>
      <form class="line" live-submit=${this.post}>
        <input name="text" value=${this.draft} live-change=${this.write} live-force-value
          aria-label="What is new?" placeholder="What is new?" required maxlength="280" autocomplete="off">
        <button>Post</button>
      </form>
      <p class="empty" hidden=${this.posts.length > 0}>Nothing yet. Open this page twice and write something.</p>
      <ol class="posts">${each(this.posts, (post) => this.#row(post))}</ol>`;
  }

  #row({ id, text, likes }: Post) {
    return html`<li class=${classes("post", { liked: likes > 0 })} style=${styles({ "--hue": (id * 67) % 360 })}>
      <p>${text}</p>
      <button class="quiet" live-click=${this.like} data-id=${id} aria-label="Like, ${likes}">♥ <span>${likes}</span></button>
      <button class="quiet" live-click=${this.remove} data-id=${id} aria-label="Remove">✕</button>
    </li>`;
  }
}

export const routes = [live("/", Feed)];
