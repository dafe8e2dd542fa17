import { describe, expect, test } from "vitest";
import { anonymousUser } from "../../live/principal.ts";
import {
  type Admin,
  mayActivate,
  mayChange,
  mayChangeEmail,
  mayChangeGroup,
  mayGive,
  mayPromote,
  mayRemove,
  mayRemoveProofs,
  type Subject,
} from "./may-change.ts";

const [see, pay] = ["shop.view_order", "shop.pay"];

function admin(id: number, isSuperuser: boolean, held: readonly string[] = []): Admin {
  return {
    user: { ...anonymousUser, id, username: `user${id}`, isAuthenticated: true, isStaff: true, isSuperuser },
    can: (permission) => isSuperuser || held.includes(permission),
  };
}

const root = admin(1, true);
const helper = admin(2, false, [see]);
const ownRoot = { id: 1, isSuperuser: true };
const otherRoot = { id: 9, isSuperuser: true };
const self = { id: 2, isSuperuser: false };
const other = { id: 3, isSuperuser: false };

describe("an administrator", () => {
  test.each([
    ["may change an ordinary user", helper, other, true],
    ["may change their own names", helper, self, true],
    ["may not touch a superuser", helper, otherRoot, false],
    ["who is a superuser may change a superuser", root, otherRoot, true],
  ])("%s", (_, who, whom, expected) => {
    expect(mayChange(who, whom)).toBe(expected);
  });

  test.each([
    ["may deactivate and delete an ordinary user", helper, other, true],
    ["may not deactivate or delete themself", helper, self, false],
    ["may not deactivate or delete a superuser", helper, otherRoot, false],
    ["who is a superuser may deactivate and delete a superuser", root, otherRoot, true],
    ["who is a superuser may not deactivate or delete themself", root, ownRoot, false],
  ])("%s", (_, who, whom, expected) => {
    expect(mayRemove(who, whom)).toBe(expected);
  });

  test.each<[string, [Admin, Subject, string[]], boolean]>([
    ["may let somebody in again who holds what they hold", [helper, other, [see]], true],
    ["may not let somebody in again who holds more", [helper, other, [see, pay]], false],
    ["may not let a superuser in again", [helper, otherRoot, []], false],
    ["who is a superuser may let everybody in again", [root, otherRoot, [see, pay]], true],
  ])("%s", (_, question, expected) => {
    expect(mayActivate(...question)).toBe(expected);
  });

  test.each<[string, [Admin, Subject, string[]], boolean]>([
    ["may change the address of somebody who holds nothing", [helper, other, []], true],
    ["may change the address of somebody who holds what they hold", [helper, other, [see]], true],
    ["may not change the address of somebody who holds more", [helper, other, [see, pay]], false],
    ["may not change the address of a superuser", [helper, otherRoot, []], false],
    ["who is a superuser may change every address", [root, otherRoot, [see, pay]], true],
  ])("%s", (_, question, expected) => {
    expect(mayChangeEmail(...question)).toBe(expected);
  });

  test.each<[string, [Admin, Subject, string[]], boolean]>([
    ["may take second factors from somebody who holds what they hold", [helper, other, [see]], true],
    ["may not take second factors from somebody who holds more", [helper, other, [pay]], false],
    ["may not take second factors from a superuser", [helper, otherRoot, []], false],
    ["may not take their own second factors", [helper, self, []], false],
    ["who is a superuser may not take their own second factors", [root, ownRoot, []], false],
    ["who is a superuser may take those of others", [root, otherRoot, [see, pay]], true],
  ])("%s", (_, question, expected) => {
    expect(mayRemoveProofs(...question)).toBe(expected);
  });

  test.each([
    ["may not make anybody staff or a superuser", helper, other, false],
    ["may not make themself staff or a superuser", helper, self, false],
    ["may not take it from a superuser", helper, otherRoot, false],
    ["who is a superuser may make others staff and superusers", root, other, true],
    ["who is a superuser may take it from others", root, otherRoot, true],
    ["who is a superuser may not take it from themself", root, ownRoot, false],
  ])("%s", (_, who, whom, expected) => {
    expect(mayPromote(who, whom)).toBe(expected);
  });

  test.each<[string, [Admin, Subject, string[]], boolean]>([
    ["may give and take what they hold", [helper, other, [see]], true],
    ["may not give or take what they do not hold", [helper, other, [pay]], false],
    ["may put into a group that permits what they hold", [helper, other, [see, see]], true],
    ["may not put into a group that permits more", [helper, other, [see, pay]], false],
    ["may put into a group that permits nothing", [helper, other, []], true],
    ["may not give anything to themself, not even what they hold", [helper, self, [see]], false],
    ["may not join an empty group by themself", [helper, self, []], false],
    ["may not give anything to a superuser", [helper, otherRoot, [see]], false],
    ["who is a superuser may give everything to everybody", [root, ownRoot, [see, pay]], true],
  ])("%s", (_, question, expected) => {
    expect(mayGive(...question)).toBe(expected);
  });

  test.each([
    ["may change a group that permits what they hold", helper, { permissions: [see], isOwn: false }, true],
    ["may not change a group that permits more", helper, { permissions: [see, pay], isOwn: false }, false],
    ["may not change a group that they are in", helper, { permissions: [see], isOwn: true }, false],
    ["who is a superuser may change every group", root, { permissions: [see, pay], isOwn: true }, true],
  ])("%s", (_, who, group, expected) => {
    expect(mayChangeGroup(who, group)).toBe(expected);
  });
});
