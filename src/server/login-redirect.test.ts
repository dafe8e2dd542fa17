import fc from "fast-check";
import { expect, test } from "vitest";
import { loginAddress } from "./login-redirect.ts";

test("leads to the login page and back", () => {
  expect(loginAddress("/accounts/login/", "/teams/1/")).toBe("/accounts/login/?next=/teams/1/");
});

test("keeps the query of the way back apart from its own", () => {
  expect(loginAddress("/login/", "/a/?x=1&next=/b/#c")).toBe("/login/?next=/a/%3Fx%3D1%26next%3D/b/%23c");
});

test("gives any way back to the login page as it was", () => {
  fc.assert(
    fc.property(fc.webPath(), (next) => {
      const address = new URL(loginAddress("/login/", next), "http://localhost");
      return address.pathname === "/login/" && address.searchParams.get("next") === next;
    }),
  );
});
