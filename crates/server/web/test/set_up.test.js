// An administrator sets Muster up: from the code to a council with its name, its colours and its rate.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, startBrowser } from "./browser.js";
import { startSite } from "./site.js";

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

for (const scripts of [true, false]) {
  test(`a council is set up, ${scripts ? "with" : "without"} scripts`, async () => {
    const site = await startSite({ isEmpty: true });
    const { page, close } = await open(browser, `${site.address}/setup`, { scripts, width: "phone" });
    const press = (name) =>
      Promise.all([page.waitForEvent("load"), page.getByRole("button", { name }).click()]);
    const follow = (name) =>
      Promise.all([page.waitForEvent("load"), page.getByRole("link", { name }).click()]);
    const faults = () => page.locator(".govuk-error-summary li").allInnerTexts();
    const look = async () => {
      assert.deepEqual(await overflow(page), [], "what is wider than the page");
      assert.deepEqual(await barriers(page), []);
    };
    await page.fill("#code", site.code);
    await page.fill("#person", "Administrator 1");
    await page.fill("#name", "administrator1");
    await page.fill("#password", "teapot lantern gravel");
    await press("Make my account");
    assert.equal(new URL(page.url()).pathname, "/set-up");
    await look();

    await follow("Name the council");
    await press("Save");
    assert.deepEqual(await faults(), ["Enter the name of the council", "Select how the council decides"]);
    await look();
    await page.fill("#name", "  Anytown <b>Council</b> ");
    await page.getByLabel(/^Committee report/).check();
    await press("Save");
    const header = page.locator("header").first();
    assert.match(await header.innerText(), /Anytown <b>Council<\/b>/);

    await follow("Choose colours and font");
    await page.fill("#accent", "#FFDD00");
    await press("Save");
    assert.match((await faults())[0], /contrast of 1\.31 to 1; it must be at least 4\.5 to 1/);
    await look();
    await page.fill("#accent", "#6B2C6B");
    await page.fill("#font", "Georgia, serif");
    await press("Save");
    const colour = (element) => getComputedStyle(element).color;
    const link = page.getByRole("link", { name: "Invite people" });
    assert.equal(await link.evaluate(colour), "rgb(107, 44, 107)");

    await follow("Say how posts are costed");
    await page.fill("#rate", "21,6");
    await press("Save");
    assert.equal((await faults()).length, 2);
    await look();
    await page.fill("#rate", "21.6%");
    for (const [part, value] of [["day", 1], ["month", 4], ["year", 2023]]) {
      await page.fill(`#from-${part}`, String(value));
    }
    await press("Save");
    await follow("Say how posts are costed");
    assert.match(await page.locator("table").first().innerText(), /1 April 2023\s+21\.6%/);
    await close();
    await site.stop();
  });
}
