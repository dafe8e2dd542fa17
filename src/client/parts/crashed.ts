/** So many failed joins in a row, each within `pause` milliseconds of the last, and the page gives up. */
const limit = 3;
const pause = 60_000;

let crashes = 0;
let crashedAt = 0;

/** A join has failed. Returns whether trying again does not help any more: the page says so then. */
export function crashed(text: string): boolean {
  const now = Date.now();
  crashes = now - crashedAt < pause ? crashes + 1 : 1;
  crashedAt = now;
  if (crashes === limit) showCrashed(text);
  return crashes === limit;
}

/**
 * Says in the way of the page that it cannot be used any more, with a button that reloads it. What was typed into the
 * page stays visible behind.
 */
function showCrashed(text: string): void {
  const dialog = document.createElement("dialog");
  dialog.className = "live-crashed";
  const heading = document.createElement("h1");
  heading.textContent = "This page stopped working";
  const sentence = document.createElement("p");
  sentence.textContent = text;
  const button = document.createElement("button");
  button.textContent = "Reload";
  button.addEventListener("click", () => location.reload());
  dialog.append(heading, sentence, button);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  Object.assign(dialog.style, {
    font: "1rem/1.5 system-ui, sans-serif",
    padding: "1.5rem 2rem",
    maxWidth: "28rem",
  });
  document.body.append(dialog);
  dialog.showModal();
}
