// What people do with a proposal on its way to the decision, each with their own account.

import assert from "node:assert/strict";
import { barriers, open, overflow, signIn } from "./browser.js";
import { press } from "./proposal.js";
import { ACCOUNT, OTHER } from "./site.js";

/** Looks at a page as it is: it must hold no barrier and not scroll sideways, at a desk and on a phone. */
export async function look(page) {
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(await overflow(page), []);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.deepEqual(await overflow(page), []);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** What the people of a site do in a browser; each page on the way is looked at, unless told otherwise. */
export function office(browser, site, { looks = true } = {}) {
  const seen = looks ? look : async () => {};

  /** Sits somebody down at an address, signed in as they are. */
  async function seat(name, address, scripts) {
    const state = await signIn(browser, site, { name, password: ACCOUNT.password });
    return open(browser, address, { state, scripts });
  }

  /** Begins a proposal and puts the text of a case file in its place; resolves with its address and its author. */
  async function begins(council, unit, text, scripts) {
    const writes = await seat(OTHER.name, `${site.address}/${council}/proposals/begin`, scripts);
    const { page } = writes;
    await page.fill("#title", "To be taken from the file");
    await page.selectOption("#unit", unit);
    await page.check("input[value=open]");
    await press(page, "Save and choose posts");
    const proposal = page.url().split("/changes")[0];
    await page.goto(`${proposal}/case`);
    await page.setInputFiles("#file", { name: "case.toml", mimeType: "application/toml", buffer: Buffer.from(text) });
    await press(page, "Show what it changes");
    await press(page, "Save the file as a revision");
    return { proposal, writes };
  }

  /** Sends a proposal for comments. */
  async function sends(page, proposal) {
    await page.goto(`${proposal}/check`);
    await seen(page);
    await press(page, "Send for comments");
    await page.waitForURL("**/comments?done=sent");
  }

  /** Signs whatever of the comments is somebody's to sign. */
  async function signs(name, proposal, scripts) {
    const officer = await seat(name, `${proposal}/comments`, scripts);
    const { page } = officer;
    const mine = page.getByRole("link", { name: /^Comment and sign: / });
    assert.equal(await mine.count(), 1, name);
    await mine.click();
    await page.waitForURL("**/comments/*");
    await seen(page);
    await page.fill("#words", "Nothing stands in the way of what is proposed.");
    await page.getByLabel("Sign", { exact: true }).check();
    await page.getByLabel(/^I have read revision/).check();
    await press(page, /^Sign .*omments/);
    await page.waitForURL("**/comments?done=signed");
    return officer;
  }

  /** Lets each error stand that still does. */
  async function overrides(page, proposal) {
    for (;;) {
      await page.goto(`${proposal}/findings`);
      const form = page.locator("form[action$='/findings/override']").first();
      if ((await form.count()) === 0) break;
      await form.locator("xpath=ancestor::details").locator("summary").click();
      await form.locator("textarea").fill("The paper was published with it, and says so.");
      await Promise.all([page.waitForNavigation(), form.getByRole("button").click()]);
      await page.waitForURL("**/findings?done=overridden");
    }
    await seen(page);
  }

  /** Clears the report, and publishes it on the last day. */
  async function publishes(page, proposal) {
    await page.goto(`${proposal}/comments`);
    await seen(page);
    await press(page, "Clear this report");
    await page.getByRole("link", { name: "Publish this report" }).click();
    await page.waitForURL("**/publication");
    await seen(page);
    const onTheLastDay = page.getByLabel(/^At 9am on .*, the last day$/);
    await ((await onTheLastDay.count()) === 1 ? onTheLastDay : page.getByLabel("Now")).check();
    await press(page, "Publish this report");
    await page.waitForURL("**/publication?done=published");
    await seen(page);
  }

  /** Whatever must happen besides has happened, as far as somebody records it. */
  async function meets(page, proposal) {
    for (;;) {
      await page.goto(`${proposal}/decision`);
      const open = page.locator("form:has(input[value=meet])").first();
      if ((await open.count()) === 0) break;
      await open.locator("textarea").fill("Minute of the other body");
      await Promise.all([page.waitForNavigation(), open.getByRole("button").click()]);
      await page.waitForURL("**/decision?done=met");
    }
    await seen(page);
  }

  /** Three officers sign, errors are overridden, and democratic services publish. */
  async function comesOut(proposal, scripts) {
    const signed = [];
    for (const name of ["finance1", "hr1", "legal1"]) signed.push(await signs(name, proposal, scripts));
    await overrides(signed[2].page, proposal);
    for (const officer of signed) await officer.close();
    const services = await seat("democratic1", proposal, scripts);
    await publishes(services.page, proposal);
    await services.close();
  }

  return { seat, begins, sends, signs, overrides, publishes, comesOut, meets };
}
