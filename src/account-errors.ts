/** The errors about permissions, users and groups, for the catalogue in errors.ts. */
export const accountErrors = {
  "LV-PERMISSION-UNKNOWN": {
    status: 500,
    message: 'The permission "{permission}" is not declared. Declared: {declared}.',
  },
  "LV-PERMISSION-NAME": {
    status: 500,
    message:
      'A permission is "app.codename" in lower-case letters, digits and underscores, at most {limit} characters; got "{permission}".',
  },
  "LV-PERMISSION-EMPTY": {
    status: 500,
    message: "An empty permission list would let everybody in. Name at least one permission.",
  },
  "LV-ACCESS-EMPTY": {
    status: 500,
    message:
      "An empty `access` list would let everybody in. Name at least one rule, publicPage() if everybody may.",
  },
  "LV-GROUP-NAME": {
    status: 500,
    message: 'A group has a name of 1 to {limit} characters; got "{got}".',
  },
  "LV-USER-INVALID": { status: 400, message: "The user cannot be saved: {reason}" },
  "LV-USER-UNKNOWN": { status: 400, message: "There is no user with the id {id}." },
  "LV-USER-LAST": {
    status: 409,
    message: "{username} is the last active superuser: without them nobody could change anything any more.",
  },
  "LV-GROUP-UNKNOWN": { status: 400, message: 'There is no group "{group}".' },
  "LV-GROUP-TAKEN": { status: 409, message: 'There is a group "{group}" already.' },
  "LV-GROUP-ROLE": {
    status: 409,
    message: 'The group "{group}" is declared by the code as a role: it is renamed and removed there.',
  },
} as const;
