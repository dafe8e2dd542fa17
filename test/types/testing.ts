import { LiveView } from "liveloom";
import { expectRefused, mount, testUser } from "liveloom/testing";
import { z } from "zod";

class Team extends LiveView<typeof Team.params> {
  static params = z.object({ teamId: z.coerce.number() });
}

class Plain extends LiveView {}

export async function usage(): Promise<void> {
  await mount(Plain);
  const page = await mount(Team, { params: { teamId: 7 } });
  await page.click("Remove");
  await expectRefused(() => page.click(/remove/i), "PermissionDenied");

  // @ts-expect-error the view needs parameters
  await mount(Team);
  // @ts-expect-error one of another name
  await mount(Team, { params: { team: 7 } });
  // @ts-expect-error no such permission
  testUser({ username: "anna", permissions: ["teams.manage_members"] });
  // @ts-expect-error no such reason
  await expectRefused(() => page.click("Remove"), "Forbidden");
}
