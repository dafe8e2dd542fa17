/** The errors of tests with "liveloom/testing", for the catalogue in errors.ts. */
export const testingErrors = {
  "LV-TEST-DOM": {
    status: 500,
    message:
      "liveloom/testing simulates a browser with happy-dom, which cannot be loaded: {reason} Run `npm install --save-dev happy-dom`.",
  },
  "LV-TEST-ROUTE": { status: 500, message: "The app has no route for the view {view}. Its routes: {known}." },
  "LV-TEST-USER": { status: 500, message: 'The app has no account named "{username}".' },
  "LV-TEST-ACCOUNTS": {
    status: 500,
    message: "{member}() is for apps without accounts. With accounts, change the account itself.",
  },
  "LV-TEST-MISSING": { status: 500, message: "Cannot find {what}. {candidates}{html}" },
  "LV-TEST-AMBIGUOUS": { status: 500, message: "Found {count} times: {what}:{listed}{html}" },
  "LV-TEST-UNUSABLE": { status: 500, message: "Nobody can use {element}: {reason}." },
  "LV-TEST-BUSY": {
    status: 500,
    message: "The page {page} is still busy after {limit} ms: a handler, a task or a resource did not end.",
  },
  "LV-TEST-PATCH": {
    status: 500,
    message:
      "The patched page is not what a fresh rendering gives.\n  The page:\n    {patched}\n  A fresh rendering:\n    {rendered}",
  },
  "LV-TEST-NOT-REFUSED": { status: 500, message: "Expected {wanted}. {got}." },
} as const;
