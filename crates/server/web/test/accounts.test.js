// An administrator gives people accounts, a password in place of a forgotten one, and an end.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, signIn, startBrowser } from "./browser.js";
import { ACCOUNT, startSite } from "./site.js";

let browser, site, state;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  state = await signIn(browser, site, ACCOUNT);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

for (const scripts of [true, false]) {
  test(`a person gets an account, and loses it, ${scripts ? "with" : "without"} scripts`, async () => {
    const name = scripts ? "officer5" : "officer6";
    const password = "kettle harbour violin";
    const opened = await open(browser, `${site.address}/account`, { scripts, state });
    const { page } = opened;
    await page.getByRole("link", { name: "Manage accounts" }).click();
    await page.getByRole("button", { name: "Add a person" }).click();

    await page.getByRole("button", { name: "Add this person" }).click();
    assert.match(await page.title(), /^Error: /);
    const faults = await page.locator(".govuk-error-summary li").allInnerTexts();
    assert.deepEqual(faults, [
      "Enter the name of the person",
      "Enter a sign-in name",
      "Select what the person may do",
      "Enter a first password",
    ]);
    assert.deepEqual(await barriers(page), []);
    await page.fill("#person", "<b>Officer & Sons</b>");
    await page.fill("#name", "MANAGER2");
    await page.getByLabel("Staff").check();
    await page.fill("#password", "teapot lantern gravel");
    await page.getByRole("button", { name: "Add this person" }).click();
    await page.getByRole("link", { name: /Another account has that sign-in name/ }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "name");
    await page.fill("#name", name);
    await page.fill("#password", "teapot lantern gravel");
    await page.getByRole("button", { name: "Add this person" }).click();
    await page.waitForURL("**/accounts?done=added");

    const theirs = await signIn(browser, site, { name, password: "teapot lantern gravel" });
    const row = () => page.locator("tr", { hasText: name });
    await row().getByRole("link", { name: "<b>Officer & Sons</b>" }).click();
    await page.fill("#password", password);
    await page.getByRole("button", { name: "Set this password" }).click();
    await page.waitForURL("**/accounts?done=password");
    const out = await open(browser, `${site.address}/account`, { scripts, state: theirs });
    assert.match(out.page.url(), /sign-in/);
    await out.close();
    const again = await signIn(browser, site, { name, password });
    const refused = await open(browser, `${site.address}/accounts`, { scripts, state: again });
    assert.equal(refused.status, 403);
    await refused.close();

    await row().getByRole("link").click();
    await page.getByRole("button", { name: "End the account" }).click();
    await page.getByRole("link", { name: "Confirm that the account ends" }).click();
    await page.getByLabel("The account ends now").check();
    await page.getByRole("button", { name: "End the account" }).click();
    await page.waitForURL("**/accounts?done=ended");
    const ended = await open(browser, `${site.address}/account`, { scripts, state: again });
    assert.match(ended.page.url(), /sign-in/);
    await ended.close();
    await opened.close();
  });
}

test("the only administrator stays", async () => {
  const opened = await open(browser, `${site.address}/accounts`, { state });
  const { page } = opened;
  await page.getByRole("link", { name: "Group manager 2" }).click();
  await page.getByLabel("The account ends now").check();
  await page.getByRole("button", { name: "End the account" }).click();
  assert.match(await page.locator(".govuk-error-summary").innerText(), /the only administrator/);
  await opened.close();
});
