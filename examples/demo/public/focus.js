/**
 * Keeps the keyboard's place: an element that comes with `live-mounted` takes the focus; when it goes and leaves the
 * page without any, the focus returns to where it was, or to the page's heading if that is gone, too.
 */
let focused = "";

document.addEventListener("focusin", ({ target }) => {
  focused = target.id;
});

document.addEventListener("live:mounted", ({ target }) => {
  const before = focused;
  target.addEventListener("live:removed", () => {
    if (document.activeElement !== document.body) return;
    const place = document.getElementById(before) ?? document.querySelector("h1");
    place?.focus({ preventScroll: true });
  });
  target.focus();
});
