// What a proposal costs: every row opens to how it was worked out, with the keyboard, with scripts and without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { ACCOUNT, startSite } from "./site.js";

const COSTS = "/nottinghamshire-county-council/proposals/p-18-01/costs";

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
    test(`a row opens to its posts, pay, on-costs and sources, on a ${width}, ${scripts ? "with" : "without"} scripts`, async () => {
      const { page, faults, close } = await open(browser, site.address + COSTS, { width, scripts, state });
      const line = page.locator("summary").filter({ hasText: "How this was worked out: 2" });
      await line.focus();
      await page.keyboard.press("Enter");
      const told = page.locator("details[open]");
      assert.equal(await told.count(), 1);
      const words = await told.innerText();
      for (const part of [/After: Service Organiser, Grade 4/, /Pay on the spine of/, /National Insurance/, /rounded to/i, /Source /, /× 1 FTE/, /In 2018-19/]) {
        assert.match(words, part);
      }
      assert.deepEqual(await overflow(page), []);
      assert.deepEqual(await barriers(page), []);
      assert.deepEqual(faults, []);
      await close();
    });
  }
}

test("the page begins with the sums and goes on to the lines", async () => {
  const { page, close } = await open(browser, site.address + COSTS, { state });
  assert.equal(await page.locator(".muster-parts a[aria-current]").innerText(), "Costs");
  const headings = await page.locator("h2").allInnerTexts();
  assert.deepEqual(headings.slice(0, 2), ["Cost by year", "What it costs"]);
  await close();
});
