import { Window } from "happy-dom";
import { expect, test } from "vitest";
import { isHidden, nameOf, roleOf, textOf } from "./accessible.ts";

/** The element with the attribute `x`. */
function element(html: string) {
  const { document } = new Window();
  document.body.innerHTML = html;
  const found = document.querySelector("[x]");
  if (!found) throw new Error(`Nothing has x in ${html}`);
  return found;
}

test.each([
  ["<button x>Save <b>all</b></button>", "button", "Save all"],
  ['<button x aria-label="Close">✕</button>', "button", "Close"],
  ['<button x><img alt="Print"></button>', "button", "Print"],
  ['<input x type="submit">', "button", "Submit"],
  ['<a x href="/">Home</a>', "link", "Home"],
  ["<label>Email <input x value=old></label>", "textbox", "Email"],
  ['<label for="f">Email</label><input x id="f">', "textbox", "Email"],
  ["<label>Size <select x><option>Small</select></label>", "combobox", "Size"],
  ['<input x type="search" placeholder="Search">', "searchbox", "Search"],
  ['<label><input x type="checkbox"> I agree</label>', "checkbox", "I agree"],
  ['<p id="a">First</p><p id="b">name</p><input x aria-labelledby="a b">', "textbox", "First name"],
  ["<h2 x>Team<span hidden> secret</span></h2>", "heading", "Team"],
  ["<fieldset x><legend>Phones</legend></fieldset>", "group", "Phones"],
  ['<div x role="alert">Too short</div>', "alert", ""],
  ["<ul><li x>One</li></ul>", "listitem", ""],
])("%s is a %s named %j", (html, role, name) => {
  expect([roleOf(element(html)), nameOf(element(html))]).toEqual([role, name]);
});

test.each([
  ["<p x>seen</p>", false],
  ["<p x hidden>not</p>", true],
  ["<div hidden><p x>not</p></div>", true],
  ['<p x style="color: red; display: none">not</p>', true],
  ['<div aria-hidden="true"><p x>not</p></div>', true],
  ["<details><summary x>seen</summary>not</details>", false],
  ["<details><summary>seen</summary><p x>not</p></details>", true],
  ["<details open><summary>seen</summary><p x>seen</p></details>", false],
  ["<dialog><p x>not</p></dialog>", true],
])("whether %s is hidden: %s", (html, isNot) => {
  expect(isHidden(element(html))).toBe(isNot);
});

test("text is what people see: words of neighbouring blocks stay apart, letters in inline elements together", () => {
  const text = textOf(
    element("<div x><p>One</p><p>T<b>w</b>o</p><script>three</script><select><option>four</select></div>"),
  );
  expect(text).toBe("One Two");
});
