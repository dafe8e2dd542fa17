import { live, under } from "liveloom";
import { routes as board } from "../../board/board.ts";
import { routes as chat } from "../../chat/chat.ts";
import { routes as contacts } from "../../contacts/contacts.ts";
import { Counter } from "../../counter/counter.ts";
import { routes as dashboard } from "../../dashboard/dashboard.ts";
import { routes as feed } from "../../feed/feed.ts";
import { Guests, guestList } from "../../guest-list/guest-list.ts";
import { routes as handlers } from "../../handlers/handlers.ts";
import { routes as kanban } from "../../kanban/kanban.ts";
import { routes as lunch } from "../../lunch/lunch.ts";
import { routes as menus } from "../../menus/menus.ts";
import { NoticeBoard } from "../../notice-board/notice-board.ts";
import { routes as safeTransfers } from "../../safe-transfers/safe-transfers.ts";
import { routes as scroll } from "../../scroll/scroll.ts";
import { routes as search } from "../../search/search.ts";
import { routes as signUp } from "../../sign-up/sign-up.ts";
import { routes as todo } from "../../todo/todo.ts";
import { routes as urlTable } from "../../url-table/url-table.ts";
import { routes as widgets } from "../../widgets/widgets.ts";
import { routes as wizard } from "../../wizard/wizard.ts";
import { routes as office } from "../office/office.ts";
import { routes as teams } from "../teams/teams.ts";
import { example, handlersPage, officeApp, teamApp } from "./entry.ts";

const guests = new Guests(["Ada Lovelace", "Grace Hopper", "Hedy Lamarr"]);

/** All examples, as the index has them. */
export const groups = [
  {
    title: "First steps",
    entries: [
      example("counter", {
        title: "Counter",
        about: "State, two events, and parameters that a schema checks.",
        guide: "first-page.md",
        routes: [live("/", Counter)],
      }),
      example("notice-board", {
        title: "Notice board",
        about: "Who is logged in reads, who has the permission writes, and everybody sees it at once.",
        guide: "first-page.md",
        routes: [live("/", NoticeBoard)],
      }),
      teamApp({
        title: "Teams",
        about: "An app with accounts, groups and permissions that work on open pages, too.",
        guide: "accounts.md",
        routes: teams,
      }),
      officeApp({
        title: "Back office",
        about: "Five roles, orders and payouts: whose they are, who may do what, and who did it.",
        guide: "back-office.md",
        routes: office,
      }),
    ],
  },
  {
    title: "Lists",
    entries: [
      example("todo", {
        title: "To-do",
        about: "A stream with a filter in the address: only what changes is sent, to everybody.",
        guide: "lists.md",
        routes: todo,
      }),
      example("feed", {
        title: "Feed",
        about: "A stream: the browser keeps the posts, the server only their keys.",
        guide: "lists.md",
        routes: feed,
      }),
      example("chat", {
        title: "Chat",
        about: "Rooms, typed messages to everybody in them, and who is typing.",
        guide: "background.md",
        routes: chat,
      }),
    ],
  },
  {
    title: "Forms",
    entries: [
      example("sign-up", {
        title: "Sign-up",
        about: "A form that a schema checks while it is filled in, with rows, choices and secrets.",
        guide: "forms.md",
        routes: signUp,
      }),
      example("wizard", {
        title: "Wizard",
        about: "Several forms one after the other, which keep what was typed.",
        guide: "forms.md",
        routes: wizard,
      }),
      example("contacts", {
        title: "Contacts",
        about: "A form in a dialog that the server opens: Escape, errors, and where the focus goes.",
        guide: "forms.md",
        routes: contacts,
      }),
      example("guest-list", {
        title: "Guest list",
        about: "A page with a form, a timer and a permission, and the tests that it passes.",
        guide: "testing.md",
        routes: [live("/", guestList(guests))],
      }),
    ],
  },
  {
    title: "Mouse, keys and menus",
    entries: [
      example("search", {
        title: "Search as you type",
        about: "Results while one types, for the mouse and the arrow keys.",
        guide: "events.md",
        routes: search,
      }),
      example("scroll", {
        title: "Scroll without end",
        about: "More pictures are loaded as one scrolls, and those far away are given up.",
        guide: "events.md",
        routes: scroll,
      }),
      example("menus", {
        title: "Menus",
        about: "Commands open, close and switch things without a word to the server.",
        guide: "commands.md",
        routes: menus,
      }),
    ],
  },
  {
    title: "Bigger pages",
    entries: [
      example("board", {
        title: "Board",
        about: "Components with state of their own, which tell the page what people do in them.",
        guide: "components.md",
        routes: board,
      }),
      example("widgets", {
        title: "Widgets",
        about: "Live views inside a live view: one that is slow or breaks leaves the others alone.",
        guide: "components.md",
        routes: widgets,
      }),
      example("kanban", {
        title: "Kanban",
        about: "Cards dragged by a hook, moved at once, and where they are for everybody.",
        guide: "commands.md",
        routes: kanban,
      }),
      example("url-table", {
        title: "Table in the address",
        about: "Search, order and page are in the address; links lead to another view and back.",
        guide: "navigation.md",
        routes: urlTable,
      }),
    ],
  },
  {
    title: "Pages without state",
    entries: [
      handlersPage("hello", {
        title: "Hello",
        about: "A form that a handler answers, with and without a script, in three languages.",
        with: ["language-switch.ts"],
      }),
      handlersPage("contact", {
        title: "Contact",
        about: "A form whose fields are checked as one leaves them.",
      }),
      handlersPage("notifications", {
        title: "Notifications",
        about: "What somebody sends is on every page at once, and goes by itself.",
      }),
      handlersPage("scroll", {
        title: "Ten thousand rows",
        about: "Rows of a table that come as one scrolls.",
      }),
      handlersPage("search", {
        title: "Search without state",
        about: "Answers after a pause in the typing, and an address that can be shared.",
      }),
      handlersPage("edit", {
        title: "Edit in place",
        about: "A name becomes a field, which has the focus, and a name again.",
      }),
      handlersPage("counters", {
        title: "Counters that ask",
        about: "Elements that call by themselves as soon as they are in the page.",
      }),
      handlersPage("modal", {
        title: "Dialog",
        about: "It closes by its button and beside it, but not by a click inside.",
      }),
      handlersPage("comments", {
        title: "Comments",
        about: "A room whose name is signed: all who read a post see what is written below it.",
      }),
      handlersPage("mail", {
        title: "Letters",
        about: "Sent in the background to a mail server, which tells when they arrive.",
        with: ["mail-server.ts"],
      }),
      handlersPage("members", {
        title: "For members",
        about: "A handler that leads to the login and back.",
      }),
      handlersPage("alerts", {
        title: "Alerts",
        about: "A list and a form with addresses of their own, where Back and Forward work.",
      }),
    ],
  },
  {
    title: "Behind the page",
    entries: [
      example("dashboard", {
        title: "Dashboard",
        about: "A chart fed by a task, a report with progress, values that load, words that arrive.",
        guide: "background.md",
        routes: dashboard,
      }),
      example("safe-transfers", {
        title: "Safe transfers",
        about: "What an event changed is undone when it fails or takes too long.",
        guide: "failure.md",
        routes: safeTransfers,
      }),
      example("lunch", {
        title: "Lunch",
        about: "A vote that also works without a script and without a WebSocket.",
        guide: "without-a-socket.md",
        routes: lunch,
      }),
    ],
  },
];

/** The pages of handlers share their routes. */
export const handlerRoutes = under("/examples/handlers", handlers);

export const entries = groups.flatMap((group) => group.entries);
