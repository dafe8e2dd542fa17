/** "liveloom/testing": live views in tests, without a browser. */
export type { Text } from "./find.ts";
export { type MountOptions, mount } from "./mount.ts";
export type { Published } from "./published.ts";
export { expectRefused, type RefusalName, Refused } from "./refused.ts";
export { type TestApp, type TestAppOptions, testApp } from "./test-app.ts";
export type { Pushed } from "./test-browser.ts";
export type { TestClock, TestPage } from "./test-page.ts";
export type { RoleOptions, Target, TestScope } from "./test-scope.ts";
export { type TestUser, type TestUserOptions, testUser } from "./test-user.ts";
