/** The errors of how views are written: templates, lists, forms, components and events, for the catalogue in errors.ts. */
export const viewErrors = {
  "LV-TEMPLATE-SYNTAX": { status: 500, message: "{reason} at {place}. {remedy}" },
  "LV-TEMPLATE-MISSING": {
    status: 500,
    message: "There is no template {wanted}{place}. Looked in {folders}.",
  },
  "LV-TEMPLATE-EVENT": {
    status: 500,
    message: 'The view has no {kind} "{event}", as {attribute} says{place}. {hint}Declared: {declared}.',
  },
  "LV-TEMPLATE-VALUE": { status: 500, message: "Cannot render {got} {where}{place}. {remedy}" },
  "LV-TEMPLATE-DEPTH": {
    status: 500,
    message: "Values stand in each other more than {limit} deep. Does a list contain itself?",
  },
  "LV-STREAM-LIMIT": {
    status: 500,
    message: "The limit of a stream is at least 1, got {limit}.",
  },
  "LV-STREAM-GONE": {
    status: 500,
    message:
      'The item "{key}" of a stream is in the browser only. Hide the list by an attribute, or reset() it first.',
  },
  "LV-TEMPLATE-KEY": {
    status: 500,
    message: 'each() got the key "{key}" twice. Keys must be unique within one list.',
  },
  "LV-FORM-FIELD": {
    status: 500,
    message:
      'A form has no field "{got}". Names stand between dots, as in "address.street"; the rows of a list are found with list().',
  },
  "LV-FORM-INITIAL": {
    status: 500,
    message:
      'A form cannot start with {got} in "{path}". Give it text, numbers, booleans, dates, objects and lists.',
  },
  "LV-COMPONENT-KEY": {
    status: 500,
    message:
      'Two components {component} with the key "{key}" stand in {parent}. Give each a `key` that only it has.',
  },
  "LV-COMPONENT-PLACE": {
    status: 500,
    message:
      "A component cannot stand {where}: the server does not know what is there. Use a function that returns html.",
  },
  "LV-COMPONENT-OUTSIDE": {
    status: 500,
    message: "{component} is not inside a live view. Only what a live view renders can have components.",
  },
  "LV-NESTED-ADDRESS": {
    status: 500,
    message:
      "{view} is shown inside another view and has no address of its own, so it cannot use {what}. Give it what it needs as params, or let the page do it.",
  },
  "LV-NESTED-LIMIT": {
    status: 500,
    message: "{view} cannot be shown: a page has at most {limit} views inside. Use components for lists.",
  },
  "LV-NESTED-DEPTH": {
    status: 500,
    message: "{view} cannot be shown: views stand at most {limit} levels deep in each other.",
  },
  "LV-COMPONENT-CALLBACK": {
    status: 500,
    message:
      "{component} called {callback} while the page was being rendered. Call it from an event, or after waiting for something.",
  },
  "LV-COMMAND": { status: 500, message: "{problem}. {remedy}" },
  "LV-EVENT-UNNAMED": {
    status: 500,
    message:
      "An event() is used in a template but is not a field of the view. Declare it as `name = event(...)` in the class.",
  },
  "LV-EVENT-FIELD": {
    status: 500,
    message:
      'The event in the field "{field}" cannot be called: names have 1 to {limit} letters, digits or underscores and start with a letter.',
  },
  "LV-EVENT-PACE": {
    status: 500,
    message: "The {option} of an event is a whole number of milliseconds from 0 to {limit}, got {got}.",
  },
  "LV-VIEW-RENDER": {
    status: 500,
    message: "{view} has nothing to show. Give it a render() or a `static template`.",
  },
  "LV-CONFIG-TEMPLATES": {
    status: 500,
    message: '{view} has the template "{template}", but the app has no `templates`.',
  },
  "LV-VIEW-DETACHED": {
    status: 500,
    message: "`this.{member}` is only known inside a mounted view. Do not create views with `new`.",
  },
  "LV-HOOK-MISSING": {
    status: 500,
    message: "this.given({hook}) has nothing. {hint}",
  },
} as const;
