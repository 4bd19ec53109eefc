// A proposal from its title to its findings: how many pages and presses it takes, with scripts and
// without; what is typed wrongly; words that mean harm.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { begin, press } from "./proposal.js";
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

const figures = (page) => page.locator("#panel-figures").getAttribute("data-sentence");

for (const scripts of [true, false]) {
  for (const width of ["phone", "desk"]) {
    const where = `on a ${width}, ${scripts ? "with" : "without"} scripts`;
    test(`from a title to a costed proposal ${where}`, async () => {
      const opened = await open(browser, `${proposals()}/begin`, { width, scripts, state });
      const { page, faults } = opened;
      await begin(page, site, `Drafted ${where}`);
      await page.locator("input[name=post]").nth(0).check();
      await page.locator("input[name=post]").nth(1).check();
      await press(page, "Add chosen posts");
      assert.deepEqual(await barriers(page), []);
      const before = await figures(page);
      await page.selectOption("#r0-what", "disestablish");
      await page.selectOption("#r1-what", "replace");
      await page.fill("#r1-title", "Service Organiser");
      await page.fill("#r1-grade", "Grade 4");
      await page.fill("#r1-fte", "1");
      if (scripts) {
        // The figures follow what is typed, and are read out once typing stops.
        await page.waitForFunction((old) => document.querySelector("#panel-figures").dataset.sentence !== old, before);
        await page.waitForFunction(() => document.querySelector("#panel-status").textContent !== "");
        assert.equal(await page.locator("#panel-status").textContent(), await figures(page));
        assert.equal(await page.locator("#r1-amount").isVisible(), false, "what does not apply is put away");
      } else {
        await press(page, "Update figures");
      }
      assert.match(await figures(page), /^Full-year cost £[\d,.]+ less.*FTE [\d.]+ less\. No errors, \d+ warnings\.$/);
      await press(page, "Save");
      await page.waitForURL("**/changes?done=saved");
      assert.match(await page.locator(".muster-identity").textContent(), /Revision 3/);
      assert.equal(await page.inputValue("#r1-title"), "Service Organiser");
      assert.deepEqual(await overflow(page), []);
      assert.deepEqual(await barriers(page), []);
      assert.deepEqual(faults, []);
      await opened.close();
    });
  }
}

test("what is typed wrongly is said at its field, and nothing that was typed is lost", async () => {
  const opened = await open(browser, `${proposals()}/begin`, { state });
  const { page } = opened;
  await press(page, "Save and choose posts");
  for (const words of ["Enter the title of the report", "Select the unit that changes", "Select when the changes take effect"]) {
    assert.ok(await page.getByRole("link", { name: words }).isVisible(), words);
  }
  await begin(page, site, "Typed wrongly");
  await press(page, "Add chosen posts");
  assert.ok(await page.getByRole("link", { name: "Select at least one post" }).isVisible());
  await page.locator("input[name=post]").nth(0).check();
  await press(page, "Add chosen posts");
  await page.selectOption("#r0-what", "disestablish");
  await page.fill("#r0-many", "99");
  await press(page, "Add a new post");
  await page.fill("#r1-title", "Service Organiser");
  await page.fill("#r1-fte", "0,5");
  await page.fill("#r1-from", "1 June");
  await press(page, "Save");
  assert.match(await page.title(), /^Error: /);
  const said = await page.locator(".govuk-error-summary a").allTextContents();
  assert.equal(said.length, 3);
  assert.match(said[0], /^Row 1, Number of posts must be [\d.]+( FTE)? or fewer: the register holds/);
  assert.deepEqual(said.slice(1), [
    "Row 2, FTE must be a number, such as 0.5",
    "Row 2, From must include a year, such as 1 June 2019",
  ]);
  assert.equal(await page.inputValue("#r0-many"), "99");
  assert.equal(await page.inputValue("#r1-fte"), "0,5");
  assert.deepEqual(await barriers(page), []);
  await page.locator(".govuk-error-summary a").nth(1).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "r1-fte");
  await opened.close();
});

test("words that mean harm are words", async () => {
  const opened = await open(browser, `${proposals()}/begin`, { state });
  const { page, faults } = opened;
  const harm = `"><script>document.title="x"</script>' =1+1 {cost.posts} \\ """`;
  await begin(page, site, harm);
  await page.getByRole("link", { name: "Add only new posts" }).click();
  await press(page, "Add a new post");
  for (const field of ["title", "grade", "unit", "funding", "note", "paragraph", "reports-to"]) {
    await page.locator(`#r0-${field}`).evaluate((input, words) => (input.value = words), harm);
  }
  await page.fill("#r0-fte", "1");
  await press(page, "Save");
  assert.equal(await page.inputValue("#r0-title"), harm);
  assert.equal(await page.locator("#r0-note").inputValue(), harm);
  assert.ok((await page.locator(".muster-identity__title").textContent()).includes(harm));
  const report = await page.goto(`${page.url().split("/changes")[0]}/report/report.html`);
  assert.equal(report.status(), 200);
  assert.notEqual(await page.title(), "x");
  assert.deepEqual(faults, []);
  await opened.close();
});

test("all posts of a page are selected with one press", async () => {
  const opened = await open(browser, `${proposals()}/begin`, { state });
  const { page, faults } = opened;
  await begin(page, site, "Selected");
  const all = await page.locator("input[name=post]").count();
  await press(page, `Select all ${all} on this page`);
  assert.equal(await page.locator("input[name=post]:checked").count(), all);
  assert.ok(await page.getByText(`${all} lines of posts selected.`).isVisible());
  await press(page, "Add chosen posts");
  assert.ok((await page.locator(".muster-row").count()) > 0);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(faults, []);
  await opened.close();
});
