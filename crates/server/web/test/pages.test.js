// Every page at two widths, with scripts and without: no barriers, no sideways scrolling, no faults.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdirSync } from "node:fs";
import { WIDTHS, barriers, open, overflow, rendering, signIn, sitDown, startBrowser } from "./browser.js";
import { FILES, FORMS, LARGE, OUTSIDE, ROUTES } from "./routes.js";
import { ACCOUNT, startSite } from "./site.js";

const PICTURES = process.env.MUSTER_PICTURES;

let browser, site, newSite, largeSite, state, largeState;
/** Addresses that hold a number of the register, found by following links. */
const found = {};
/**
 * Windows that everybody shares: opening one takes longer than a page does. A page is opened on a phone and
 * widened to a desk, as one is that is turned or zoomed.
 */
const seats = {};

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
  for (const [name, how] of Object.entries({ small: { state }, large: { state: largeState }, fresh: {} })) {
    const kinds = name === "large" ? [true] : [true, false];
    const opened = kinds.map(async (scripts) => ({ scripts, ...(await sitDown(browser, { ...how, scripts })) }));
    seats[name] = await Promise.all(opened);
  }
});

after(async () => {
  await browser?.close();
  await Promise.all([site?.stop(), newSite?.stop(), largeSite?.stop()]);
});

/** Opens a page and looks whether anything is wrong with it. */
async function walk(seats, address, status, picture) {
  const known = new Map();
  await Promise.all(seats.map((seat) => look(seat, known, address, status, picture)));
}

async function look({ page, faults, scripts }, known, address, status, picture) {
  faults.length = 0;
  await page.setViewportSize(WIDTHS.phone);
  const answer = await page.goto(address, { waitUntil: "load" });
  for (const width of ["phone", "desk"]) {
    const where = `on a ${width}, ${scripts ? "with" : "without"} scripts`;
    await page.setViewportSize(WIDTHS[width]);
    if (PICTURES) {
      await page.screenshot({ path: `${PICTURES}/${picture}-${width}${scripts ? "" : "-plain"}.png`, fullPage: true });
    }
    assert.equal(await page.locator("h1").count(), 1, `a page has one heading of the first level, ${where}`);
    assert.deepEqual(await overflow(page), [], `what is wider than the page, ${where}`);
    // Whoever renders the same first looks for the others too.
    const drawn = await rendering(page);
    if (!known.has(drawn)) {
      known.set(drawn, barriers(page));
    }
    assert.deepEqual(await known.get(drawn), [], `what keeps people out, ${where}`);
  }
  assert.equal(answer.status(), status);
  // A browser reports an error page as a fault of its own.
  const expected = (fault) => status >= 400 && fault.includes(String(status));
  assert.deepEqual(faults.filter((fault) => !expected(fault)), []);
}

for (const [index, [, path, status]] of [...ROUTES, ...FORMS].entries()) {
  test(path, () => {
    const [name, query] = path.split("?");
    const full = found[name] ? found[name] + (query ? `?${query}` : "") : path;
    return walk(seats.small, site.address + full, status, String(index).padStart(3, "0"));
  });
}

for (const [, path, status] of OUTSIDE) {
  test(`${path}, signed out`, () => walk(seats.fresh, newSite.address + path, status, path.slice(1)));
}

for (const [index, path] of LARGE.entries()) {
  test(path, () => walk(seats.large, largeSite.address + path, 200, `large-${String(index).padStart(2, "0")}`));
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
