// Debian's Chromium, and what every page must hold in it.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import axe from "axe-core";
import { chromium } from "playwright-core";

const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A phone as narrow as WCAG 2.2 (1.4.10) asks, and a desk. */
export const WIDTHS = { phone: { width: 320, height: 640 }, desk: { width: 1280, height: 900 } };

export function startBrowser() {
  const executablePath = process.env.CHROMIUM ?? PROGRAMS.find(existsSync);
  assert.ok(executablePath, "there is no Chromium; on Debian: apt-get install chromium");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

const PAGE_READS = ["content", "evaluate", "title"];
const LOCATOR_READS = ["all", "allInnerTexts", "allTextContents", "count", "evaluateAll", "isHidden", "isVisible"];
const patient = new WeakSet();

/**
 * A press that leads to another page returns once that page's first bytes are there. These reads take what has
 * arrived at that moment, so here they wait for the rest; other reads wait for what they look for.
 */
function readWhatIsWhole(of, pageOf, reads) {
  if (patient.has(of)) {
    return;
  }
  patient.add(of);
  for (const read of reads) {
    const atOnce = of[read];
    of[read] = async function (...how) {
      await pageOf(this).waitForLoadState("load");
      return atOnce.apply(this, how);
    };
  }
}

/** A new page of a window. Every test's pages are made here. */
async function newPage(context) {
  const page = await context.newPage();
  readWhatIsWhole(Object.getPrototypeOf(page), (self) => self, PAGE_READS);
  readWhatIsWhole(Object.getPrototypeOf(page.locator("html")), (self) => self.page(), LOCATOR_READS);
  return page;
}

/** Signs in, and resolves with what a browser then keeps. */
export async function signIn(browser, site, { name, password }) {
  const context = await browser.newContext();
  const page = await newPage(context);
  await page.goto(`${site.address}/sign-in`);
  await page.fill("#name", name);
  await page.fill("#password", password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${site.address}/`);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** A window that goes from page to page, and gathers what goes wrong in them. */
export async function sitDown(browser, { width = "desk", scripts = true, state } = {}) {
  const context = await browser.newContext({ viewport: WIDTHS[width], storageState: state });
  if (!scripts) {
    // What looks for barriers is a script itself, so the page's own are taken away instead.
    await context.route("**/*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  }
  const page = await newPage(context);
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") {
      faults.push(`console: ${message.text()}`);
    }
  });
  return { page, faults, close: () => context.close() };
}

/** Opens a page and gathers what goes wrong in it. */
export async function open(browser, address, how = {}) {
  const seat = await sitDown(browser, how);
  const answer = await seat.page.goto(address, { waitUntil: "load" });
  return { ...seat, status: answer.status() };
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What keeps people out of a page, in a line each. Axe runs in the page itself: its own way through the
 * browser opens a second page for each run, which takes longer than the run. No page has frames.
 */
export async function barriers(page) {
  await page.evaluate(`window.axe || (() => { ${axe.source} })()`);
  return page.evaluate(async (values) => {
    const found = await window.axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return found.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(" ")}`),
    );
  }, RULES);
}

/** What a page renders, in a few letters: two states of a page that render the same have the same barriers. */
export function rendering(page) {
  return page.evaluate(async () => {
    const marks = ["id", "class", "role", "href", "for", "name", "type", "tabindex", "aria-label", "aria-labelledby"];
    const seen = [...document.querySelectorAll("body *")]
      .filter((element) => element.checkVisibility())
      .map((element) => [element.tagName, ...marks.map((mark) => element.getAttribute(mark)), element.childElementCount || element.textContent]);
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(seen)));
    return [...new Uint8Array(digest)].join();
  });
}

/** Does the page itself scroll sideways? Wide tables and pictures scroll in regions of their own. */
export function overflow(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) {
      return [];
    }
    const inside = (element) => element.closest(".muster-scrolling, .govuk-visually-hidden") !== null;
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > room + 1 && !inside(element))
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
      .slice(0, 5);
  });
}

/**
 * What scrolls sideways and is not a region that has a name and can be reached by keyboard, as WCAG 2.2 (1.4.10)
 * and the project ask. A field in which somebody types scrolls with the cursor.
 */
export function unnamedScrolling(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.checkVisibility())
      .filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX))
      .filter((element) => !element.matches("input, textarea, select"))
      .filter((element) => element.tabIndex !== 0 || !(element.ariaLabel || element.getAttribute("aria-labelledby")))
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
  );
}

/** Shows a page as a window of 1280 by 1024 points does at 400 %. */
export async function zoomIn(page) {
  const session = await page.context().newCDPSession(page);
  const metrics = { width: 320, height: 256, deviceScaleFactor: 4, mobile: false };
  await session.send("Emulation.setDeviceMetricsOverride", metrics);
}
