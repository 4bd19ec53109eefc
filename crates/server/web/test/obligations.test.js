// What decisions promised: it is seen, followed to the decision that kept it, closed by hand with a reason; and the
// case that promised it is closed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { press } from "./proposal.js";
import { ACCOUNT, OTHER, startSite } from "./site.js";

let browser, site, officer;
const home = "/nottinghamshire-county-council";
const TERM = "A further report on long term staffing";

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  // Long after the last of the five decisions.
  await site.on("2026-04-01");
  officer = await signIn(browser, site, { ...ACCOUNT, name: "democratic1" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Looks whether a page can be used by everybody. */
async function sound(page, about) {
  assert.deepEqual(await barriers(page), [], about);
  assert.deepEqual(await overflow(page), [], about);
}

test("a promise is followed from the home page to what kept it", async () => {
  const { page, close } = await open(browser, `${site.address}${home}`, { state: officer });
  await page.getByRole("link", { name: /open promises?$/ }).click();
  const row = page.locator("tr", { hasText: TERM });
  assert.match(await row.innerText(), /Kept for Commissioning and Placements Group by Reorganisation of staffing/);
  assert.match(await row.innerText(), /50 days late/);
  assert.match(await row.innerText(), /Still open for Integrated Children's Disability Service/);
  await sound(page, "the list");
  await row.getByRole("link", { name: /Children and Young People's Committee, 18 June 2018/ }).click();
  assert.match(await page.locator("#main-content").innerText(), /What it cites/);
  await sound(page, "the decision that promised");
  await page.getByRole("link", { name: /^Reorganisation of staffing within/ }).first().click();
  const kept = await page.locator("#main-content").innerText();
  assert.match(kept, /It kept what was promised before/);
  assert.match(kept, /18 March 2019.*It is not held\./);
  assert.match(kept, /What cites it/);
  await sound(page, "the decision that kept it");
  await close();
});

for (const [scripts, width] of [[true, "desk"], [false, "phone"]]) {
  test(`a promise is closed with a reason, ${scripts ? "with" : "without"} scripts, on a ${width}`, async () => {
    const { page, close } = await open(browser, `${site.address}${home}/obligations`, { state: officer, scripts, width });
    const what = scripts ? TERM : "Identify the further savings of Phase Two";
    const row = page.locator("tr", { hasText: what });
    await row.getByRole("link", { name: /^Say that it is kept/ }).click();
    await sound(page, "the form");
    await press(page, "Close this promise");
    assert.match(await page.locator(".govuk-error-summary").innerText(), /Enter what shows that it is kept/);
    await sound(page, "the form with its error");
    await page.fill("#reason", "Reported to the committee orally <b>in July</b>");
    const form = page.url();
    await press(page, "Close this promise");
    assert.match(await page.locator(".govuk-notification-banner").innerText(), /The promise is closed/);
    assert.match(await page.locator("tr", { hasText: what }).innerText(), /Reported to the committee orally <b>in July<\/b>/);
    // The form again, as when somebody goes back in the browser.
    await page.goto(form);
    assert.match(await page.locator("#main-content").innerText(), /It is kept already/);
    await close();
  });
}

test("a case is put in force and closed once nothing of it is open", async () => {
  const { page, close } = await open(browser, `${site.address}${home}/decisions`, { state: officer });
  await page.getByRole("link", { name: /^Reorganisation of staffing within/ }).click();
  await page.getByRole("link", { name: "See what follows the decision" }).click();
  await page.waitForURL("**/follow-up");
  await page.getByRole("link", { name: "See what was decided" }).click();
  await page.waitForURL("**/decision");
  await sound(page, "what was decided");
  await page.getByRole("link", { name: "See what follows the decision" }).click();
  await page.waitForURL("**/follow-up");
  await sound(page, "what follows");
  await press(page, "Record that it is in force");
  assert.match(await page.locator(".govuk-error-summary").innerText(), /Enter from when it is in force/);
  for (const [part, value] of [["day", "1"], ["month", "6"], ["year", "2019"]]) {
    await page.fill(`#from-${part}`, value);
  }
  await press(page, "Record that it is in force");
  assert.match(await page.locator("#main-content").innerText(), /in force from 1 June 2019/);
  await press(page, "Close this case");
  assert.match(await page.locator("#main-content").innerText(), /It is closed/);
  await sound(page, "the end");
  await close();
});

test("nobody else is offered to close a promise", async () => {
  const state = await signIn(browser, site, OTHER);
  const { page, close } = await open(browser, `${site.address}${home}/obligations`, { state });
  assert.equal(await page.getByRole("link", { name: /^Say that it is kept/ }).count(), 0);
  await close();
});
