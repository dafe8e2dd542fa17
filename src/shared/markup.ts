/** What the HTML says to the client: the names of attributes and fields, and marks for where values stand. */

/** Attributes with a meaning for the client. */
export const attributes = {
  /** On the root element of a view: the number of the view on its connection. */
  view: "live-view",
  /** On the root element: the token that lets the socket take over this view. */
  token: "live-token",
  /** On the root element: how many marks the server wrote in it, those in ignored elements left out. */
  marks: "live-marks",
  click: "live-click",
  submit: "live-submit",
  change: "live-change",
  input: "live-input",
  /** On a form: the event that takes its fields while it is filled in, and how often it was emptied. */
  form: "live-form",
  /** On a form: it is emptied when this number grows. */
  reset: "live-reset",
  /** On a form: when the server sets this, it is sent to its address, as without a script. */
  triggerAction: "live-trigger-action",
  /** On a form, "off": its fields are not sent again to a view that was mounted anew. */
  recover: "live-recover",
  /**
   * On an element whose content is left to the browser once it is there; its value names the attributes that follow
   * the server.
   */
  ignore: "live-ignore",
  /** On a field whose value follows the server even while somebody is typing in it. */
  forceValue: "live-force-value",
  /** On an element that wants to be told that it came and went, by the events live:mounted and live:removed. */
  mounted: "live-mounted",
  /** Asks this question first. */
  confirm: "live-confirm",
  /** What happens inside is not heard by elements further out. */
  stop: "live-stop",
  /** The browser does not do what it would do by itself. */
  prevent: "live-prevent",
  /** On a link or a GET form that leads to another address of the same view. "replace" makes no history entry. */
  patch: "live-patch",
  /** On a link or a GET form that leads to another view. "replace" makes no history entry. */
  navigate: "live-navigate",
  /** On the document's element while another address is on its way. */
  navigating: "live-navigating",
  /** On an element that a script looks after: the name under which it registered its hook. */
  hook: "live-hook",
  /** What the page shows until the element's event is answered. */
  optimistic: "live-optimistic",
  /** On a `<dialog>`: it is modal while the server says that it is `open`. */
  modal: "live-modal",
} as const;

/** Attributes around a view, with a meaning for the part of the client that is loaded when they are needed. */
export const pageAttributes = {
  /** On the root element: the page's title without what the layout adds to it. */
  title: "live-title",
  /** On a link whose `aria-current` follows the address. */
  current: "live-current",
  /** On the layout's element that messages are shown in. */
  messages: "live-messages",
} as const;

/**
 * What a browser without script posts along: hidden fields of forms, and a button's own value. With a script nobody
 * needs them, and the client takes them out of the page.
 */
export const postFields = {
  /** The view's token, which proves as well that the form stood in a page for this session. */
  token: "live-token",
  /**
   * The event's name, and after a question mark the element's data: "remove?memberId=3". A field's name may say the
   * beginning itself: what follows in it after a colon and the value are then one, with "=" between them.
   */
  event: "live-event",
  /** A handler's name, and the form's data likewise. */
  call: "live-call",
  /** The same of a button that stands in a form with an event, whose fields are posted along. */
  click: "live-click",
  /** The event of the form's `live-form`: it hears of the fields before the button's own event is called. */
  form: "live-form",
  /** That of the form's `live-change` or `live-input`, likewise. */
  change: "live-change",
} as const;

/** What helps those fields, and goes with them. */
export const postHelpers = {
  /** The id of the form that sends the buttons which stand in none. */
  form: "live-post",
  /** On what holds the button that Enter presses in a form whose other buttons may have events of their own. */
  enter: "live-enter",
} as const;

/** More of them, for the part of the client that is only loaded where they are used. */
export const moreAttributes = {
  /** Which keys a `live-keydown` or `live-keyup` means: "Enter", "ctrl+s", several with spaces between. */
  key: "live-key",
  /** The field or form waits for a pause in milliseconds, or until it is left ("blur"), before it sends. */
  debounce: "live-debounce",
  /** Sends at most once in so many milliseconds: the first at once, and what it came to at the end. */
  throttle: "live-throttle",
  /** On a button: its text while its event, or its form's, is not answered. It cannot be pressed meanwhile. */
  disableWith: "live-disable-with",
  /** How far from the visible part an element counts as in it, in pixels. */
  viewportMargin: "live-viewport-margin",
  /** On an element that tells of its first time in the visible part only. */
  viewportOnce: "live-viewport-once",
} as const;

/** Attributes with a meaning for pages that call handlers. */
export const callAttributes = {
  /** The handler that is called when {@link callAttributes.on} happens. */
  call: "live-call",
  /** What `live-call` waits for, "input" for example. Default: what the element is for. */
  on: "live-on",
  /** The handler that is called once, when the element is in the page. */
  init: "live-init",
  /** The handler that is called when the element comes into view. */
  appear: "live-appear",
  /** The handler that is called when the element leaves the view. */
  disappear: "live-disappear",
  /** How far around the visible part `live-appear` and `live-disappear` look, in pixels. */
  threshold: "live-threshold",
  /** On what gets the focus when it comes into the page. */
  autofocus: "live-autofocus",
  /** A room that the page wants to be in: signed, or one that `authorizeRoom` allows. */
  room: "live-room",
  /** On what is fetched anew when the page missed updates. It needs an id. */
  refresh: "live-refresh",
} as const;

/** Which of these take a handler. */
export const handlerAttributes: readonly string[] = [
  callAttributes.call,
  callAttributes.init,
  callAttributes.appear,
  callAttributes.disappear,
];

/** Attributes that take an event, which is sent when that happens to the element or, with window, to the page. */
export const eventAttributes = [
  "live-click",
  "live-dblclick",
  "live-click-away",
  "live-submit",
  "live-change",
  "live-input",
  "live-form",
  "live-focus",
  "live-blur",
  "live-keydown",
  "live-keyup",
  "live-paste",
  "live-close",
  "live-cancel",
  "live-mouseenter",
  "live-mouseleave",
  "live-mounted",
  "live-viewport-enter",
  "live-viewport-leave",
  "live-window-keydown",
  "live-window-keyup",
  "live-window-scroll",
  "live-window-resize",
  "live-window-online",
  "live-window-offline",
  "live-window-visibility",
] as const;

/**
 * Markers that tell the client where values stand. An element that has a changing attribute, or is the only
 * root of its template, carries `lv="e"`; one whose whole content is a value carries `lv`. A value among
 * other children stands between the comments `<!--[-->` and `<!--]-->`, as does a list item that is not
 * a single element. The marked places of one template, in document order, are its points: 0, 1, 2...
 */
export const marker = {
  attribute: "lv",
  element: "e",
  open: "[",
  close: "]",
} as const;
