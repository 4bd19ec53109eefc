// Options of a proposal: added, worked on by their own addresses, compared, adopted there and back; with scripts
// and without, on a phone and a desk.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { ACCOUNT, startSite } from "./site.js";

const DRAFT = "/nottinghamshire-county-council/proposals/p-18-01";

let browser, site, state;

before(async () => {
  browser = await startBrowser();
});

after(() => browser?.close());

// Each test begins with the same proposal.
beforeEach(async () => {
  site = await startSite();
  state = await signIn(browser, site, ACCOUNT);
});

afterEach(() => site?.stop());

const at = (path, how = {}) => open(browser, site.address + path, { ...how, state });

/** The case file as it is kept. */
async function caseFile(page) {
  const answer = await page.request.get(`${site.address}${DRAFT}/report/case.toml`);
  return answer.text();
}

const headings = (page) => page.locator("thead").first().innerText();

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";

  test(`an option is added, changed, compared, adopted, and the first adopted again, ${how} scripts`, async () => {
    const { page, faults, close } = await at(`${DRAFT}/options`, { scripts });
    assert.match(await page.locator("main").innerText(), /say why there is none/);
    assert.deepEqual(await barriers(page), []);
    await page.getByRole("button", { name: "Add an option" }).click();
    await page.waitForURL(/done=option&in=\d+$/);
    assert.match(await headings(page), /No change.*Option A \(proposed\).*Option B/s);
    const start = await caseFile(page);

    // Option B is changed on its own page; option A stays.
    await page.getByRole("link", { name: "Changes of option B" }).click();
    await page.waitForURL("**/p-18-01.b/changes");
    assert.equal(await page.locator(".muster-options a[aria-current]").innerText(), "Option B");
    await page.locator("[name='r0-fte'], [name='r0-fte']").first().fill("0.5");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.waitForURL("**/p-18-01.b/changes?done=saved");
    assert.equal(await page.locator("[name='r0-fte']").inputValue(), "0.5");
    await page.goto(`${site.address}${DRAFT}/changes`);
    assert.equal(await page.locator("[name='r0-fte']").inputValue(), "1");

    // The table shows both.
    await page.getByRole("link", { name: "Compare options" }).click();
    const established = page.locator("tr", { hasText: "FTE established" });
    assert.match((await established.innerText()).replace(/\s+/g, " "), /0\.00 1\.00 0\.50/);
    const kept = await caseFile(page);
    assert.notEqual(kept, start);

    await page.getByRole("button", { name: "Adopt option B" }).click();
    await page.waitForURL("**adopt=b");
    assert.match(await page.locator("main").innerText(), /Figures and text will follow option B\./);
    assert.deepEqual(await barriers(page), []);
    await page.getByRole("button", { name: "Adopt option B" }).click();
    await page.waitForURL(/done=adopted&in=\d+/);
    assert.match(await headings(page), /Option A.*Option B \(proposed\)/s);
    await page.goto(`${site.address}${DRAFT}/changes`);
    assert.equal(await page.locator("[name='r0-fte']").inputValue(), "0.5");

    await page.goto(`${site.address}${DRAFT}/options?adopt=a`);
    await page.getByRole("button", { name: "Adopt option A" }).click();
    await page.waitForURL(/done=adopted&in=\d+/);
    assert.equal(await caseFile(page), kept);
    assert.deepEqual(await overflow(page), []);
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(faults, []);
    await close();
  });
}

test("why there is no other option is kept, and printed in the report", async () => {
  const { page, close } = await at(`${DRAFT}/options`);
  await page.fill("#no-other", "The grant may be spent on nothing else.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/done=saved&in=\d+$/);
  assert.equal(await page.locator("#no-other").inputValue(), "The grant may be spent on nothing else.");
  await page.goto(`${site.address}${DRAFT}/report/report.html`);
  assert.match(await page.locator("main").innerText(), /No other option is put forward, because: The grant/);
  await close();
});

test("every page of an option names it, fits a phone and bars nobody", async () => {
  const { page, close } = await at(`${DRAFT}/options`, { width: "phone" });
  await page.getByRole("button", { name: "Add an option" }).click();
  await page.waitForURL(/done=option&in=\d+$/);
  await page.fill("[name='o1-name']", "A much longer name, of <b>two</b> teams & a manager_without_a_space_in_its_title_anywhere");
  await page.fill("[name='o1-because']", "It costs more.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/done=saved&in=\d+$/);
  assert.deepEqual(await overflow(page), []);
  assert.deepEqual(await barriers(page), []);
  for (const place of ["", "/changes", "/costs", "/structure", "/findings", "/report", "/history"]) {
    await page.goto(`${site.address}${DRAFT}.b${place}`);
    assert.match(await page.locator(".muster-options a[aria-current]").innerText(), /Option B: A much longer name, of <b>/, place);
    assert.deepEqual(await overflow(page), [], place);
    assert.deepEqual(await barriers(page), [], place);
  }
  // Options are compared from what is proposed.
  await page.goto(`${site.address}${DRAFT}.b/options`);
  assert.equal(new URL(page.url()).pathname, `${DRAFT}/options`);
  const answer = await page.goto(`${site.address}${DRAFT}.c/changes`);
  assert.equal(answer.status(), 404);
  await close();
});

test("two people: options that somebody saved meanwhile are not overwritten", async () => {
  const [first, second] = [await at(`${DRAFT}/options`), await at(`${DRAFT}/options`)];
  await first.page.getByRole("button", { name: "Add an option" }).click();
  await first.page.waitForURL(/done=option&in=\d+$/);
  const kept = await caseFile(first.page);
  await second.page.fill("#no-other", "There is none.");
  await second.page.getByRole("button", { name: "Save", exact: true }).click();
  assert.match(await second.page.locator("main").innerText(), /Somebody saved other options meanwhile/);
  assert.equal(await caseFile(first.page), kept);
  await first.close();
  await second.close();
});
