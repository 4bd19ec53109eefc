// The people of a site, as an administrator gives them their accounts.

import { open, signIn } from "./browser.js";

const PASSWORD = "kettle harbour violin";

/** Makes an account with a role, by an administrator's session, and resolves with its own session. */
export async function account(browser, site, state, name, role) {
  const { page, close } = await open(browser, `${site.address}/accounts/add`, { state });
  await page.fill("#person", `Officer ${name}`);
  await page.fill("#name", name);
  await page.getByLabel(role, { exact: true }).check();
  await page.fill("#password", PASSWORD);
  await page.getByRole("button", { name: "Add this person" }).click();
  await page.waitForURL("**/accounts?done=added");
  await close();
  return signIn(browser, site, { name, password: PASSWORD });
}
