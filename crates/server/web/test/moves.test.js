// A team that moves; a case file that goes out and comes in again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { begin, press } from "./proposal.js";
import { ACCOUNT, startSite } from "./site.js";

let browser, site, state;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite({ posts: 2000 })]);
  state = await signIn(browser, site, ACCOUNT);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const invented = () => `${site.address}/anytown-county-council/proposals`;
const example = () => `${site.address}/nottinghamshire-county-council/proposals/p-18-01`;

async function beginWithNew(page, title) {
  await begin(page, site, title, { council: "anytown-county-council", unit: "Anytown County Council" });
  await page.getByRole("link", { name: "Add only new posts" }).click();
  return page.url().split("?")[0];
}

for (const scripts of [true, false]) {
  for (const width of ["phone", "desk"]) {
    const where = `on a ${width}, ${scripts ? "with" : "without"} scripts`;
    test(`a team moves ${where}`, async () => {
      const opened = await open(browser, `${invented()}/begin`, { width, scripts, state });
      const { page, faults } = opened;
      const changes = await beginWithNew(page, `Moved ${where}`);
      await page.getByRole("button", { name: "Move a team" }).click();
      await page.selectOption("#unit", "Archives Division 2");
      await page.selectOption("#into", "Archives Service 6");
      await press(page, "Say what this does");
      const words = "Archives Division 2 cannot move into Archives Service 6, which is inside it";
      assert.ok(await page.getByRole("link", { name: words }).isVisible());
      assert.match(await page.title(), /^Error: /);
      assert.deepEqual(await barriers(page), []);
      await page.selectOption("#into", "-");
      await press(page, "Say what this does");
      assert.match(await page.locator(".govuk-inset-text").textContent(), /^\d+ posts move\. Nobody gets a new line manager\. Cost does not change\.$/);
      assert.deepEqual(await barriers(page), []);
      assert.deepEqual(await overflow(page), []);
      await press(page, "Move the team");
      await page.waitForURL("**/changes?done=moved&in=*");
      assert.ok(await page.getByText("Archives Division 2 moves to the top.").isVisible());
      assert.deepEqual(await barriers(page), []);
      await page.getByRole("button", { name: /^Take out ?: Archives/ }).click();
      await page.waitForURL("**/changes/move?done=saved");
      await page.goto(changes);
      assert.equal(await page.getByText("Archives Division 2 moves to the top.").count(), 0);
      assert.deepEqual(faults.filter((fault) => !fault.includes("400")), []);
      await opened.close();
    });
  }
}

const file = (text) => ({ name: "case.toml", mimeType: "application/toml", buffer: Buffer.from(text) });

test("a case file goes out, comes in and goes out as the same bytes", async () => {
  const opened = await open(browser, `${example()}/case`, { state });
  const { page, faults } = opened;
  assert.deepEqual(await barriers(page), []);
  const exported = async () => (await page.request.get(`${example()}/report/case.toml`)).text();
  const before = await exported();
  await page.setInputFiles("#file", file(before));
  await press(page, "Show what it changes");
  assert.ok(await page.getByText("There is nothing to save.").isVisible());
  await page.getByRole("link", { name: "Upload another file" }).click();

  // Words of several lines, and a comment, which is no part of a case.
  const said = `\n# looked at\n[[change]]\nestablish = "Officer"\ngrade = "Grade 4"\nfte = 1\nnote = """\n  one line\r\nanother <b>\n"""\n`;
  await page.setInputFiles("#file", file(before + said));
  await press(page, "Show what it changes");
  assert.ok(await page.getByText("1 record differs from revision 2.").isVisible());
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(await overflow(page), []);
  await press(page, "Save the file as a revision");
  await page.waitForURL("**/report?done=taken-in&in=*");
  const after = await exported();
  assert.ok(after.includes('establish = "Officer"'), after);
  assert.ok(!after.includes("looked at"));
  await page.goto(`${example()}/case`);
  await page.setInputFiles("#file", file(after));
  await press(page, "Show what it changes");
  assert.ok(await page.getByText("There is nothing to save.").isVisible());
  assert.equal(await exported(), after);
  assert.deepEqual(faults, []);
  await opened.close();
});

test("a file that cannot be taken in whole is refused, with the places, and nothing is saved", async () => {
  const opened = await open(browser, `${example()}/case`, { state });
  const { page } = opened;
  const revision = await page.locator(".muster-identity").textContent();
  const body = 'body = "Nottinghamshire County Council"\n';
  const refused = [
    [`muster = 1\ntitle = "A"\nbody = "Bolton Council"\n`, /^Line 3: The file is a case of Bolton Council, and this proposal is to Nottinghamshire County Council/],
    [`muster = 1\ntitle = "A"\n`, /^The file does not say of which council it is\. Write: body = "Nottinghamshire County Council"$/],
    [`muster = 9\ntitle = "A"\n${body}`, /^Line 1: .*muster/],
    [`muster = 1\ntitle = "A"\n${body}[[post]]\nfte = "0,5"\n`, /^Line 4: .* To mend this: /],
    ["\x00\x01 no text at all", /^Line 1: /],
  ];
  for (const [text, expected] of refused) {
    await page.setInputFiles("#file", file(text));
    await press(page, "Show what it changes");
    const told = await page.locator(".govuk-error-summary a").first().textContent();
    assert.match(told, expected);
    assert.deepEqual(await barriers(page), []);
  }
  await press(page, "Show what it changes");
  assert.ok(await page.getByRole("link", { name: "Select a case file" }).isVisible());
  assert.equal(await page.locator(".muster-identity").textContent(), revision);
  await opened.close();
});
