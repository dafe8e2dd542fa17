/** The errors about handlers, updates, rooms and languages, for the catalogue in errors.ts. */
export const handlerErrors = {
  "LV-HANDLER-NAME": {
    status: 500,
    message:
      'A handler cannot be named "{name}": a name has 1 to {limit} letters, digits, underscores, dots or hyphens.',
  },
  "LV-HANDLER-DUPLICATE": {
    status: 500,
    message: 'Two handlers are named "{name}": in {first} and in {second}. Rename one of them.',
  },
  "LV-HANDLER-FOLDER": {
    status: 500,
    message: "The folder of handlers {folder} cannot be read: {reason}",
  },
  "LV-HANDLER-NEXT": {
    status: 500,
    message: 'A middleware called next() twice for the handler "{name}".',
  },
  "LV-UPDATE-HTML": {
    status: 500,
    message:
      "An update's {member} has to be made by html`...` or raw(), got {got}. Text goes into html as a value, which escapes it.",
  },
  "LV-UPDATE-TARGET": {
    status: 500,
    message: "An update with {member} needs a `target`: a CSS selector.",
  },
  "LV-UPDATE-CONTENT": {
    status: 500,
    message: "An update does one thing to its target, got {got}. Send several updates.",
  },
  "LV-UPDATE-URL": {
    status: 500,
    message: 'An update goes to a path of this app with at most {limit} characters, got "{got}".',
  },
  "LV-UPDATE-EVENT": {
    status: 500,
    message: 'The detail of the event "{name}" has to be JSON: {reason}',
  },
  "LV-ROOM-NAME": {
    status: 400,
    message: 'A room has a name of 1 to {limit} characters without control characters, got "{got}".',
  },
  "LV-LANGUAGE-UNKNOWN": {
    status: 500,
    message: 'The app does not speak "{language}". It speaks: {supported}.',
  },
  "LV-LANGUAGE-MESSAGE": {
    status: 500,
    message: 'The message "{name}" cannot be said in "{language}": {reason}',
  },
  "LV-PAGE-NOT-ENTERED": { status: 409, message: "This page has not entered yet, or was refused." },
  "LV-HANDLER-UNKNOWN": {
    status: 404,
    message: 'There is no handler "{handler}". {hint}Declared handlers: {declared}.',
  },
  "LV-CALL-FIELDS": {
    status: 413,
    message: "A call may have at most {limit} fields, with names of at most {name} characters.",
  },
  "LV-ROOM-REFUSED": {
    status: 403,
    message: 'Nobody may enter the room "{room}" without a signed name or a rule in `authorizeRoom`.',
  },
} as const;
