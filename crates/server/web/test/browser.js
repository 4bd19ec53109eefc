// Debian's Chromium, and what every page must hold in it.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { AxeBuilder } from "@axe-core/playwright";

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

/** Signs in, and resolves with what a browser then keeps. */
export async function signIn(browser, site, { name, password }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${site.address}/sign-in`);
  await page.fill("#name", name);
  await page.fill("#password", password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${site.address}/`);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Opens a page and gathers what goes wrong in it. */
export async function open(browser, address, { width = "desk", scripts = true, state } = {}) {
  const context = await browser.newContext({ viewport: WIDTHS[width], storageState: state });
  if (!scripts) {
    // What looks for barriers is a script itself, so the page's own are taken away instead.
    await context.route("**/*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  }
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") {
      faults.push(`console: ${message.text()}`);
    }
  });
  const answer = await page.goto(address, { waitUntil: "load" });
  return { page, faults, status: answer.status(), close: () => context.close() };
}

/** What keeps people out of a page, in a line each. */
export async function barriers(page) {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(" ")}`),
  );
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
