// The picture of the structure by keyboard and by mouse, and without scripts: a council that is drawn whole,
// and one that is too large for that.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { ACCOUNT, startSite } from "./site.js";

const CHART = "/nottinghamshire-county-council/establishment/chart";
const LARGE = "/anytown-county-council/establishment/chart";

let browser, site, state;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite({ posts: 800 })]);
  state = await signIn(browser, site, ACCOUNT);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const at = (path, how = {}) => open(browser, site.address + path, { ...how, state });

/** The sentence that names the box in focus, or the words of what else is. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element.querySelector(":scope > title")?.textContent ?? element.textContent.trim();
  });
}

const boxes = (page) => page.locator("svg a[data-level]").count();

/** Puts the focus on the box at which the Tab key stops. */
async function tabIntoPicture(page) {
  await page.locator(".chart .muster-scrolling").focus();
  await page.keyboard.press("Tab");
}

test("one Tab stop, arrows between boxes, and each is named, marked and in view", async () => {
  const { page, faults, close } = await at(LARGE);
  assert.equal(await page.locator("svg a[tabindex='0']").count(), 1);
  await tabIntoPicture(page);
  const top = await focused(page);
  const seen = async () => {
    assert.match(await focused(page), /post/, "a box says how many posts");
    const { inView, outline } = await page.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      const region = document.querySelector(".chart .muster-scrolling").getBoundingClientRect();
      return {
        inView: box.top < region.bottom && box.bottom > region.top && box.left < region.right,
        outline: getComputedStyle(document.activeElement).outlineWidth,
      };
    });
    assert.ok(inView, await focused(page));
    assert.equal(outline, "3px");
  };
  await seen();
  await page.keyboard.press("ArrowDown");
  const first = await focused(page);
  assert.notEqual(first, top);
  await seen();
  await page.keyboard.press("ArrowRight");
  const second = await focused(page);
  assert.notEqual(second, first);
  await seen();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(page), first);
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), top);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  assert.equal(await focused(page), top);
  assert.equal(await page.locator("svg a[tabindex='0']").count(), 1);
  assert.deepEqual(await barriers(page), []);
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "Zoom out");
  assert.deepEqual(faults, []);
  await close();
});

test("Enter on a box shows the page of its post or unit", async () => {
  const { page, close } = await at(CHART);
  await tabIntoPicture(page);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/establishment/units/**");
  await page.goBack();
  const post = page.locator("svg a[href*='/posts/']").first();
  const name = await post.locator("title").first().textContent();
  await post.evaluate((box) => box.focus());
  await page.keyboard.press("Enter");
  await page.waitForURL("**/establishment/posts/**");
  assert.ok(name.startsWith((await page.locator("h1").textContent()).trim()));
  await close();
});

test("Space closes and opens a unit; the focus, the place and the address keep up", async () => {
  const { page, faults, close } = await at(LARGE);
  const all = await boxes(page);
  await tabIntoPicture(page);
  const top = await focused(page);
  await page.keyboard.press("Space");
  await page.waitForURL("**closed=**");
  await page.waitForFunction(() => document.querySelectorAll("svg a[data-level]").length === 1);
  assert.equal(await focused(page), top);
  assert.match(await page.locator("[role=status]").first().textContent(), /^Closed: \d+ fewer boxes$/);
  await page.keyboard.press("Space");
  await page.waitForFunction((all) => document.querySelectorAll("svg a[data-level]").length === all, all);
  assert.equal(await focused(page), top);
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll("svg a[data-level]").length === 1);
  await page.reload();
  assert.equal(await boxes(page), 1, "the address holds what is closed");
  assert.deepEqual(faults, []);
  await close();
});

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`a unit opens from the picture and from the list, ${how} scripts`, async () => {
    const { page, close } = await at(LARGE, { scripts });
    const before = await boxes(page);
    await page.locator("a.chart-fold:has(title:text-matches('^Open '))").first().click();
    await page.waitForURL("**open=**");
    await page.waitForFunction((before) => document.querySelectorAll("svg a[data-level]").length > before, before);
    const after = await boxes(page);
    assert.ok(after > before && after <= 300);
    assert.match(await page.locator(".chart-list").textContent(), /Filled|Vacant/);
    await page.locator(".chart-list a[data-fold]").first().click();
    await page.waitForFunction((after) => document.querySelectorAll("svg a[data-level]").length > after, after);
    assert.deepEqual(await barriers(page), []);
    await close();
  });

  test(`a post is found in one step and marked, ${how} scripts`, async () => {
    const { page, close } = await at(LARGE, { scripts });
    await page.fill("#find", "corporate director");
    await page.getByRole("button", { name: "Find" }).click();
    await page.waitForURL("**find=**");
    const sought = page.locator("#structure-sought");
    assert.match(await sought.locator("title").first().textContent(), /Corporate Director/);
    if (scripts) {
      assert.equal(await sought.getAttribute("tabindex"), "0", "the Tab key stops there");
    }
    const other = page.getByRole("link", { name: /^Show in / }).first();
    await other.click();
    await page.waitForURL("**post=**");
    assert.equal(await page.locator("#structure-sought").count(), 1);
    assert.deepEqual(await barriers(page), []);
    await close();
  });

  test(`the picture grows and shrinks, ${how} scripts`, async () => {
    const { page, close } = await at(LARGE, { scripts });
    const width = () => page.locator(".chart svg").evaluate((svg) => svg.getBoundingClientRect().width);
    const natural = await width();
    await page.getByRole("link", { name: "Zoom out" }).click();
    await page.waitForURL("**zoom=75**");
    assert.ok(Math.abs((await width()) / natural - 0.75) < 0.01);
    await page.getByRole("link", { name: "Zoom in" }).click();
    await page.waitForURL("**zoom=100**");
    assert.ok(Math.abs((await width()) / natural - 1) < 0.01);
    await page.getByRole("link", { name: "Fit the width" }).click();
    await page.waitForURL("**zoom=fit**");
    assert.deepEqual(await overflow(page), []);
    await close();
  });
}

test("the size is kept when a unit is opened", async () => {
  const { page, close } = await at(LARGE);
  await page.locator(".chart .muster-scrolling").focus();
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  await page.waitForURL("**zoom=50**");
  const before = await boxes(page);
  await page.locator("a.chart-fold:has(title:text-matches('^Open '))").first().click();
  await page.waitForFunction((before) => document.querySelectorAll("svg a[data-level]").length > before, before);
  assert.match(page.url(), /zoom=50/);
  assert.match(await page.locator("[data-zoom-now]").textContent(), /50%/);
  await close();
});

test("dragging with a mouse moves the picture and follows no link", async () => {
  const { page, close } = await at(`${LARGE}?zoom=300`);
  const region = page.locator(".chart .muster-scrolling");
  await region.scrollIntoViewIfNeeded();
  const view = await region.boundingBox();
  const [x, y] = [view.x + view.width / 2, Math.min(view.y + view.height / 2, 700)];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 120, y - 80, { steps: 6 });
  await page.mouse.up();
  const moved = await region.evaluate((region) => [region.scrollLeft, region.scrollTop]);
  assert.deepEqual(moved, [120, 80]);
  assert.match(page.url(), /chart\?zoom=300$/);
  await close();
});

test("the picture is taken away as files", async () => {
  const { page, close } = await at(LARGE);
  for (const [name, start] of [["SVG", "<svg"], ["PNG", "\x89PNG"]]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name, exact: true }).click(),
    ]);
    assert.equal(download.suggestedFilename(), `structure.${name.toLowerCase()}`);
    const parts = [];
    for await (const part of await download.createReadStream()) {
      parts.push(part);
    }
    assert.ok(Buffer.concat(parts).toString("latin1").startsWith(start));
  }
  await close();
});
