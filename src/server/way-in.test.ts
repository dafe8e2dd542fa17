import fc from "fast-check";
import { expect, test } from "vitest";
import { ConfirmationRequired, LoginRequired, PermissionDenied, SecondFactorRequired } from "../errors.ts";
import { wayIn } from "./way-in.ts";

const auth = { loginPath: "/login/", confirmPath: "/confirm/", secondFactorPath: "/second/" };

test.each<[string, Parameters<typeof wayIn>, string | undefined]>([
  ["login", [new LoginRequired(), auth, "/teams/1/"], "/login/?next=/teams/1/"],
  ["login, without a way back", [new LoginRequired(), auth, undefined], "/login/"],
  ["login, without accounts", [new LoginRequired(), undefined, "/teams/1/"], undefined],
  ["confirm", [new ConfirmationRequired(), auth, "/teams/1/"], "/confirm/?next=/teams/1/"],
  ["second factor", [new SecondFactorRequired(), auth, "/teams/1/"], "/second/?next=/teams/1/"],
  [
    "second factor, where nobody has one",
    [new SecondFactorRequired(), { loginPath: "/login/" }, "/teams/1/"],
    undefined,
  ],
  [
    "confirm, where nobody can",
    [new ConfirmationRequired(), { loginPath: "/login/" }, "/teams/1/"],
    undefined,
  ],
  ["login, where nobody can", [new LoginRequired(), { loginPath: "" }, "/teams/1/"], undefined],
  ["deny", [new PermissionDenied(), auth, "/teams/1/"], undefined],
  ["something else", ["text", auth, "/teams/1/"], undefined],
])("%s", (_, given, expected) => {
  expect(wayIn(...given)).toBe(expected);
});

test("keeps the query of the way back apart from its own", () => {
  expect(wayIn(new LoginRequired(), auth, "/a/?x=1&next=/b/#c")).toBe(
    "/login/?next=/a/%3Fx%3D1%26next%3D/b/%23c",
  );
});

test("gives any way back to the login page as it was", () => {
  fc.assert(
    fc.property(fc.webPath(), (next) => {
      const address = new URL(wayIn(new LoginRequired(), auth, next) ?? "", "http://localhost");
      return address.pathname === "/login/" && address.searchParams.get("next") === next;
    }),
  );
});
