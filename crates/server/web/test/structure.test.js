// The structure of a proposal before and after: beside each other on a desk, below each other on a phone; by
// keyboard; found, opened and taken away; with scripts and without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { ACCOUNT, startSite } from "./site.js";

const STRUCTURE = "/nottinghamshire-county-council/proposals/p-18-01/structure";

let browser, site, state;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  state = await signIn(browser, site, ACCOUNT);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const at = (path, how = {}) => open(browser, site.address + path, { ...how, state });

/** Where the two pictures stand. */
const sides = (page) =>
  page.locator(".chart").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));

test("before and after stand beside each other on a desk and below each other on a phone", async () => {
  const desk = await at(STRUCTURE);
  const [left, right] = await sides(desk.page);
  assert.ok(right.left >= left.right && Math.abs(right.top - left.top) < 2);
  assert.deepEqual(await overflow(desk.page), []);
  await desk.close();
  const phone = await at(STRUCTURE, { width: "phone" });
  const [above, below] = await sides(phone.page);
  assert.ok(below.top >= above.bottom && Math.abs(below.left - above.left) < 2);
  assert.deepEqual(await overflow(phone.page), []);
  await phone.close();
});

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";

  test(`what ends is marked before, what is new after, in the pictures, the lists and the table, ${how} scripts`, async () => {
    const { page, faults, close } = await at(STRUCTURE, { scripts });
    const pictures = page.locator(".chart svg");
    assert.match(await pictures.nth(0).textContent(), /Business support post.*Ends/);
    assert.doesNotMatch(await pictures.nth(0).textContent(), /Service Organiser, Grade 4: .*New/);
    assert.match(await pictures.nth(1).textContent(), /Service Organiser.*New/);
    const list = page.locator(".chart-list");
    assert.match(await list.nth(1).textContent(), /New, in place of Business support post/);
    assert.match(await page.locator("table").textContent(), /Disestablish.*Establish/s);
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(faults, []);
    await close();
  });

  test(`a post is found and shown, also where it ends, ${how} scripts`, async () => {
    const { page, close } = await at(`${STRUCTURE}?view=after`, { scripts });
    await page.fill("#find", "business support post");
    await page.getByRole("button", { name: "Find" }).click();
    await page.waitForURL("**find=**");
    await page.getByRole("link", { name: /in Children/ }).click();
    await page.waitForURL("**view=before**");
    assert.match(await page.locator("#before-sought title").first().textContent(), /Ends/);
    await close();
  });
}

test("a box leads to the row in which its post changes", async () => {
  const { page, close } = await at(STRUCTURE);
  const box = page.locator(".chart svg a[data-level]", { hasText: "In place of Business support post" });
  const row = new URL(await box.getAttribute("href"), page.url()).hash;
  await box.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/changes\?row=\d+#/);
  assert.match(await page.locator(`${row} legend`).textContent(), /Business support post/);
  await close();
});

test("each picture has one Tab stop, and arrows stay within it", async () => {
  const { page, close } = await at(STRUCTURE);
  assert.equal(await page.locator("svg a[tabindex='0']").count(), 2);
  await page.locator(".chart .muster-scrolling").nth(1).focus();
  await page.keyboard.press("Tab");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "Home"]) {
    await page.keyboard.press(key);
    const inside = await page.evaluate(() => [...document.querySelectorAll(".chart")].findIndex((one) => one.contains(document.activeElement)));
    assert.equal(inside, 1, key);
  }
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Zoom out");
  await close();
});

test("Space closes a unit on both sides, and Back opens it again", async () => {
  const { page, faults, close } = await at(STRUCTURE);
  const counts = () => page.locator(".chart").evaluateAll((all) => all.map((one) => one.querySelectorAll("a[data-level]").length));
  const [was] = await counts();
  const unit = page.locator(".chart").nth(0).locator("a.chart-fold").first();
  await unit.evaluate((fold) => fold.previousElementSibling.focus());
  await page.keyboard.press("Space");
  await page.waitForURL("**closed=**");
  await page.waitForFunction((was) => document.querySelector(".chart").querySelectorAll("a[data-level]").length < was, was);
  await page.goBack();
  await page.waitForFunction((was) => document.querySelector(".chart").querySelectorAll("a[data-level]").length === was, was);
  assert.deepEqual(faults, []);
  await close();
});

test("both pictures grow together", async () => {
  const { page, close } = await at(STRUCTURE);
  const widths = () => page.locator(".chart svg").evaluateAll((all) => all.map((svg) => svg.getBoundingClientRect().width));
  const before = await widths();
  await page.getByRole("link", { name: "Zoom out" }).click();
  await page.waitForURL("**zoom=75**");
  const now = await widths();
  now.forEach((width, index) => assert.ok(Math.abs(width / before[index] - 0.75) < 0.01));
  await close();
});
