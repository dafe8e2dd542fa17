import { fileURLToPath } from "node:url";
import { createApp, event, LiveView, live, post, stream } from "liveloom";
import { DjangoTemplates } from "liveloom/django";
import { z } from "zod";

interface Member {
  readonly id: number;
  readonly name: string;
  readonly points: number;
}

/** A page written in Django's template language. */
class TeamPage extends LiveView {
  static template = "team.html";

  team = "Blue <team>";
  members: Member[] = [
    { id: 1, name: "ada", points: 2.25 },
    { id: 2, name: "<b>bob</b>", points: 3 },
  ];
  isUrgent = false;

  get total() {
    return this.members.reduce((sum, { points }) => sum + points, 0);
  }

  remove = event({ params: z.object({ id: z.coerce.number() }) }, ({ id }) => {
    this.members = this.members.filter((member) => member.id !== id);
    this.isUrgent = true;
  });

  add = event({ params: z.object({ name: z.string().min(1) }) }, ({ name }) => {
    this.members = [{ id: this.members.length + 10, name, points: 0 }, ...this.members];
  });
}

interface Message {
  readonly id: number;
  readonly text: string;
}

/** A stream that a file loops over. */
class FeedPage extends LiveView {
  static template = "feed.html";

  messages = stream({ key: ({ id }: Message) => id, limit: 3 });
  _lastId = 0;

  restore() {
    this._lastId = Math.max(0, ...this.messages.keys.map(Number));
  }

  write = event(() => {
    const id = ++this._lastId;
    this.messages.append({ id, text: `<b>${id}</b>` });
  });

  edit = event({ params: z.object({ id: z.coerce.number() }) }, ({ id }) => {
    this.messages.update({ id, text: `${id}, edited` });
  });

  remove = event({ params: z.object({ id: z.coerce.number() }) }, ({ id }) => {
    this.messages.delete(id);
  });
}

const folder = fileURLToPath(new URL("templates/", import.meta.url));
const app = createApp({
  templates: new DjangoTemplates({ folders: [folder] }),
  routes: [live("/", TeamPage), live("/feed/", FeedPage), post("/token/", () => new Response("posted"))],
  hibernateAfter: 300,
  production: true,
});

console.log(await app.listen({ port: Number(process.env.PORT) }));
