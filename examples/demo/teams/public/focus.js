/**
 * Keeps the keyboard's place: when an element with `live-mounted` goes and takes the focus with it, the page's heading
 * gets it.
 */
document.addEventListener("live:mounted", ({ target }) => {
  target.addEventListener("live:removed", () => {
    if (document.activeElement === document.body)
      document.querySelector("h1")?.focus({ preventScroll: true });
  });
});
