// Nothing that is typed into a proposal is lost: leaving and coming back, with scripts and without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
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

const proposals = () => `${site.address}/nottinghamshire-county-council/proposals`;

/** Presses a button of the page that is seen, and waits for the page that answers. */
async function press(page, name) {
  const button = page.getByRole("button", { name, exact: true }).last();
  await Promise.all([page.waitForNavigation(), button.click()]);
}

/** Begins a proposal with two posts of the register, and resolves with the address of its changes. */
async function begin(page, title) {
  await page.goto(`${proposals()}/begin`);
  await page.fill("#title", title);
  await page.selectOption("#unit", "Commissioning and Placements Group");
  await page.check("input[value=on]");
  for (const [part, value] of [["day", "1"], ["month", "12"], ["year", "2018"]]) {
    await page.fill(`#from-${part}`, value);
  }
  await press(page, "Save and choose posts");
  await page.locator("input[name=post]").nth(0).check();
  await page.locator("input[name=post]").nth(1).check();
  await press(page, "Add chosen posts");
  return page.url().split("?")[0];
}

const kept = (page) => page.locator(".govuk-notification-banner").textContent();

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`what is typed is there after leaving, until it is saved or discarded, ${how} scripts`, async () => {
    const opened = await open(browser, `${proposals()}/begin`, { scripts, state, width: "phone" });
    const { page, faults } = opened;
    const changes = await begin(page, `Left and found ${how} scripts`);
    await page.selectOption("#r0-what", "disestablish");
    await page.fill("#r0-many", "no number");
    if (scripts) {
      // Leaving at once: nothing waits for the pause after the last key.
      await page.fill("#r0-from", "1 June 2019");
    } else {
      await page.fill("#r0-from", "1 June 2019");
      await press(page, "Update figures");
    }
    await page.goto(`${site.address}/help`);
    await page.goto(changes);
    assert.match(await kept(page), /Entries from 10:00am are not in revision 2\. Save them or discard them\./);
    assert.equal(await page.inputValue("#r0-many"), "no number");
    assert.equal(await page.inputValue("#r0-from"), "1 June 2019");
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(await overflow(page), []);
    await page.fill("#r0-many", "1");
    await press(page, "Save them");
    await page.waitForURL("**/changes?done=saved");
    await page.goto(changes);
    assert.equal(await page.locator(".govuk-notification-banner").count(), 0);
    assert.equal(await page.inputValue("#r0-many"), "1");

    await page.selectOption("#r1-what", "change");
    await page.fill("#r1-title", "Ranger");
    await press(page, "Update figures");
    await page.goto(changes);
    await press(page, "Discard them");
    assert.match(await kept(page), /What was typed and not saved is discarded/);
    assert.equal(await page.inputValue("#r1-title"), "");
    assert.match(await page.locator(".muster-identity").textContent(), /Revision 3/);
    assert.deepEqual(faults, []);
    await opened.close();
  });
}
