// Everybody signs in and finds what they may do, and is told in words what they may not.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, signIn, startBrowser } from "./browser.js";
import { ACCOUNT, startSite } from "./site.js";

const { password } = ACCOUNT;
const home = "/nottinghamshire-county-council";

let browser, site;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Who signs in, and what each place answers them: the establishment, starting a proposal, accounts, the audit trail. */
const PEOPLE = [
  ["hr1", "HR", [200, 200, 403, 403]],
  ["finance1", "Finance", [200, 200, 403, 403]],
  ["legal1", "Legal", [200, 200, 403, 403]],
  ["democratic1", "Democratic services", [200, 200, 403, 403]],
  ["decider1", "Decision-maker", [200, 403, 403, 403]],
  ["consultee1", "Consultee", [403, 403, 403, 403]],
  ["auditor1", "Auditor", [200, 403, 403, 200]],
  ["manager4", "Staff", [200, 200, 403, 403]],
  ["manager2", "Administrator", [200, 200, 200, 200]],
];

for (const [name, access, expected] of PEOPLE) {
  test(`${access} signs in and is told what is theirs`, async () => {
    const state = await signIn(browser, site, { name, password });
    const statuses = [];
    for (const path of [`${home}/establishment`, `${home}/proposals/begin`, "/accounts", "/audit"]) {
      const opened = await open(browser, site.address + path, { state });
      statuses.push(opened.status);
      if (opened.status === 403) {
        const words = await opened.page.locator("main").innerText();
        assert.match(words, /You may not .*\.\s+Those who may: /);
        assert.deepEqual(await barriers(opened.page), []);
      }
      await opened.close();
    }
    assert.deepEqual(statuses, expected);
    const account = await open(browser, `${site.address}/account`, { state });
    assert.match(await account.page.locator("main").innerText(), new RegExp(access));
    await account.close();
  });
}

test("an administrator gives a second access, for a unit, and takes it away", async () => {
  const state = await signIn(browser, site, ACCOUNT);
  const opened = await open(browser, `${site.address}/accounts`, { state });
  const { page } = opened;
  await page.getByRole("link", { name: "Group manager 4" }).click();
  await page.selectOption("#access", "finance");
  await page.selectOption("#scope", { label: "Commissioning and Placements Group" });
  await page.getByRole("button", { name: "Save the access" }).click();
  await page.waitForURL("**/accounts?done=access");
  assert.deepEqual(await barriers(page), []);
  const row = page.locator("tr", { hasText: "manager4" });
  assert.match(await row.innerText(), /Staff; Finance, for Commissioning and Placements Group/);
  await row.getByRole("link").click();
  await page.getByLabel("Finance, for Commissioning and Placements Group").uncheck();
  await page.getByRole("button", { name: "Save the access" }).click();
  await page.waitForURL("**/accounts?done=access");
  assert.doesNotMatch(await row.innerText(), /Finance/);
  await opened.close();
});

test("the public reads what is published without a cookie", async () => {
  const opened = await open(browser, `${site.address}/published`, {});
  assert.equal(opened.status, 200);
  assert.match(await opened.page.locator("main").innerText(), /No reports yet/);
  assert.deepEqual(await barriers(opened.page), []);
  assert.deepEqual(await opened.page.context().cookies(), []);
  await opened.close();
});
