// Every page at two widths, with scripts and without: no barriers, no sideways scrolling, no faults.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdirSync } from "node:fs";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { FILES, FORMS, LARGE, OUTSIDE, ROUTES } from "./routes.js";
import { ACCOUNT, startSite } from "./site.js";

const PICTURES = process.env.MUSTER_PICTURES;

let browser, site, newSite, largeSite, state, largeState;
/** Addresses that hold a number of the register, found by following links. */
const found = {};

before(async () => {
  [browser, site, newSite, largeSite] = await Promise.all([
    startBrowser(),
    startSite(),
    startSite({ isNew: true }),
    startSite({ isLarge: true }),
  ]);
  state = await signIn(browser, site, ACCOUNT);
  largeState = await signIn(browser, largeSite, ACCOUNT);
  const list = `${site.address}/nottinghamshire-county-council/establishment`;
  const { page, close } = await open(browser, list, { state });
  found.post = await page.locator("table.muster-posts tbody a").first().getAttribute("href");
  found.unit = await page.locator(".govuk-details table tbody a").first().getAttribute("href");
  await page.goto(`${site.address}/nottinghamshire-county-council/decisions`);
  found.decision = await page.locator("main table tbody a").first().getAttribute("href");
  await page.goto(`${site.address}/accounts`);
  found.account = await page.locator("main table tbody a").first().getAttribute("href");
  await close();
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
  }
});

after(async () => {
  await browser?.close();
  await Promise.all([site?.stop(), newSite?.stop(), largeSite?.stop()]);
});

/** Opens a page and looks whether anything is wrong with it. */
async function walk(address, status, picture, how) {
  const opened = await open(browser, address, how);
  const { page, faults } = opened;
  if (PICTURES) {
    const file = `${picture}-${how.width}${how.scripts ? "" : "-plain"}.png`;
    await page.screenshot({ path: `${PICTURES}/${file}`, fullPage: true });
  }
  assert.equal(opened.status, status);
  assert.equal(await page.locator("h1").count(), 1, "a page has one heading of the first level");
  assert.deepEqual(await overflow(page), [], "what is wider than the page");
  assert.deepEqual(await barriers(page), []);
  // A browser reports an error page as a fault of its own.
  const expected = (fault) => status >= 400 && fault.includes(String(status));
  assert.deepEqual(faults.filter((fault) => !expected(fault)), []);
  await opened.close();
}

for (const scripts of [true, false]) {
  for (const width of ["phone", "desk"]) {
    const where = `on a ${width}, ${scripts ? "with" : "without"} scripts`;
    for (const [index, [, path, status]] of [...ROUTES, ...FORMS].entries()) {
      test(`${path} ${where}`, () => {
        const [name, query] = path.split("?");
        const full = found[name] ? found[name] + (query ? `?${query}` : "") : path;
        const picture = String(index).padStart(2, "0");
        return walk(site.address + full, status, picture, { width, scripts, state });
      });
    }
    for (const [, path, status] of OUTSIDE) {
      test(`${path} ${where}, signed out`, () =>
        walk(newSite.address + path, status, path.slice(1), { width, scripts }));
    }
  }
}

for (const width of ["phone", "desk"]) {
  for (const [index, path] of LARGE.entries()) {
    test(`${path} on a ${width}`, () => {
      const picture = `large-${String(index).padStart(2, "0")}`;
      return walk(largeSite.address + path, 200, picture, { width, scripts: true, state: largeState });
    });
  }
}

for (const [, path, type, start] of FILES) {
  test(`${path} is a file to take away`, async () => {
    const context = await browser.newContext({ storageState: state });
    const answer = await context.request.get(`${site.address}/nottinghamshire-county-council${path}`);
    assert.equal(answer.status(), 200);
    assert.ok(answer.headers()["content-type"].startsWith(type), answer.headers()["content-type"]);
    assert.match(answer.headers()["content-disposition"], /^attachment; filename=/);
    const content = (await answer.body()).toString("latin1");
    assert.ok(content.startsWith(start), content.slice(0, 20));
    await context.close();
  });
}
