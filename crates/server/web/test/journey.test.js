// The main journey by keyboard alone, with scripts and without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, signIn, startBrowser } from "./browser.js";
import { focused, tabTo } from "./keyboard.js";
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
  for (const width of ["phone", "desk"]) {
    test(`find a post as of a date on a ${width}, ${scripts ? "with" : "without"} scripts`, async () => {
      const opened = await open(browser, site.address, { width, scripts, state });
      const { page } = opened;
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "Skip to main content");
      await page.keyboard.press("Enter");
      await tabTo(page, "Nottinghamshire County Council");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/nottinghamshire-county-council");
      await tabTo(page, "See all posts");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/establishment");

      await tabTo(page, "Day");
      for (const part of ["1", "7", "2018"]) {
        await page.keyboard.press("Control+A");
        await page.keyboard.type(part);
        if (part !== "2018") {
          await page.keyboard.press("Tab");
        }
      }
      await page.keyboard.press("Enter");
      await page.waitForURL("**/establishment?on=2018-07-01**");
      assert.match(await page.locator(".govuk-inset-text").textContent(), /looking at 1 July 2018/);

      await tabTo(page, "Title ▲");
      await page.keyboard.press("Enter");
      await page.waitForURL("**sort=-title**");

      const first = page.locator("table.muster-posts tbody a").first();
      const title = (await first.textContent()).trim();
      await tabTo(page, title);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/posts/*");
      assert.equal((await page.locator("h1").textContent()).trim(), title);
      assert.match(await page.locator(".muster-why").textContent(), /Why this post exists/);
      await opened.close();
    });
  }
}

test("every post leads to its decision, paragraph and change line, and every decision to its proposal", async () => {
  const opened = await open(browser, site.address, { state });
  const { page } = opened;
  const links = new Set();
  /** The links of a page that match. */
  const leads = async (path, selector) => {
    await page.goto(site.address + path);
    return page.locator(selector).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  };
  for (const council of ["/nottinghamshire-county-council", "/bolton-council"]) {
    const decisions = await leads(`${council}/decisions`, "main table tbody a");
    assert.ok(decisions.length > 0);
    for (const decision of decisions) {
      const posts = await leads(decision, "ol.muster-did a");
      for (const proposal of await leads(decision, 'main a[href*="/proposals/"]')) {
        links.add(proposal);
      }
      for (const post of new Set(posts)) {
        const found = await leads(post, "main a[href*='/decisions/']");
        assert.ok(found.some((href) => !href.includes("#")), `${post} leads to its decision`);
        found.forEach((href) => links.add(href));
      }
    }
  }
  const all = [...links];
  for (const kind of ["/proposals/", "#entry-", "#paragraph-"]) {
    assert.ok(all.some((href) => href.includes(kind)), `something leads to ${kind}`);
  }
  for (const href of all) {
    const answer = await page.goto(site.address + href);
    assert.equal(answer?.status() ?? 200, 200, href);
    const place = new URL(page.url()).hash.slice(1);
    assert.ok(!place || (await page.locator(`[id="${place}"]`).count()) === 1, `${href} has its place`);
  }
  await opened.close();
});

test("a wrong date is said at the head of the page, at the field and in the title", async () => {
  const opened = await open(browser, `${site.address}/nottinghamshire-county-council/establishment`, { state });
  const { page } = opened;
  await page.fill("#on-day", "31");
  await page.fill("#on-month", "2");
  await page.fill("#on-year", "2019");
  await page.getByRole("button", { name: "Show" }).click();
  assert.match(await page.title(), /^Error: /);
  const summary = page.locator(".govuk-error-summary");
  assert.equal(await summary.evaluate((element) => element === document.activeElement), true);
  await summary.getByRole("link", { name: "In force on must be a real date" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "on-day");
  assert.equal(await page.inputValue("#on-month"), "2");
  await opened.close();
});

for (const scripts of [true, false]) {
  test(`the first administrator sets Muster up by keyboard, ${scripts ? "with" : "without"} scripts`, async () => {
    const fresh = await startSite({ isNew: true });
    const opened = await open(browser, fresh.address, { scripts });
    const { page } = opened;
    await page.waitForURL("**/setup");
    await tabTo(page, "Code");
    await page.keyboard.type("WRONG");
    await tabTo(page, "Your name");
    await page.keyboard.type("Group manager 3");
    await tabTo(page, "Sign-in name");
    await page.keyboard.type("manager3");
    await tabTo(page, "Password");
    await page.keyboard.type("teapot lantern gravel");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /The code must be the one/ }).click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(fresh.code.toLowerCase().replaceAll("-", " "));
    await page.fill("#password", "teapot lantern gravel");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${fresh.address}/set-up`);

    await page.goto(`${fresh.address}/account`);
    assert.match(await page.locator("main").textContent(), /Group manager 3/);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    await page.goto(`${fresh.address}/account`);
    await page.waitForURL("**/sign-in?next=%2Faccount");
    await opened.close();
    await fresh.stop();
  });
}
