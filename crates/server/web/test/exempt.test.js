// An author says what the public may not read; whoever may not see it reads the edition for the public; and the
// public gets that edition, as it was when it was published.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { account } from "./people.js";
import { press } from "./proposal.js";
import { ACCOUNT, OTHER, startSite } from "./site.js";

/** A word that is withheld, and one that is not. */
const SECRET = "Vermilion";
const TOLD = "Harbourmaster";

let browser, site, state;
const home = "/nottinghamshire-county-council";

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  state = await signIn(browser, site, ACCOUNT);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** The text of a file, as whoever has the page gets it. */
async function file(page, address) {
  const response = await page.request.get(address);
  return [response.status(), (await response.body()).toString("latin1"), response.headers()];
}

/** Lets the errors stand that are left. */
async function override(page, proposal) {
  for (;;) {
    await page.goto(`${proposal}/findings`);
    const form = page.locator("form[action$='/findings/override']").first();
    if ((await form.count()) === 0) return;
    await form.locator("xpath=ancestor::details").locator("summary").click();
    await form.locator("textarea").fill("It is told to the committee.");
    await Promise.all([page.waitForNavigation(), form.getByRole("button").click()]);
  }
}

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`a paragraph is withheld, read by those who may, and published without it, ${how} scripts`, async () => {
    const written = await open(browser, `${site.address}${home}/proposals/begin`, { scripts, state });
    const page = written.page;
    await page.fill("#title", `A new structure ${how} scripts`);
    await page.selectOption("#unit", "Commissioning and Placements Group");
    await page.check("input[value=open]");
    await press(page, "Save and choose posts");
    const proposal = page.url().split("/changes")[0];
    await page.goto(`${proposal}/describe`);
    const meeting = page.locator("#date");
    const folded = page.locator("details", { has: meeting });
    if ((await folded.count()) && !(await folded.evaluate((details) => details.open))) {
      await folded.locator("summary").click();
    }
    await meeting.fill("19 November 2018");
    await page.fill("#decision-maker", "Policy Committee");
    await press(page, "Save");
    await page.goto(`${proposal}/report/sections/information`);
    await page.fill("#text", `The ${SECRET} dispute with one person is not over.\n\nThe ${TOLD} agrees.`);
    await press(page, "Save");

    // What is withheld is chosen from what the report has; ground and reason are needed.
    await page.goto(`${proposal}/report/exempt`);
    assert.match(await page.locator("h1").innerText(), /Say what the public may not read/);
    await press(page, "Add an exemption");
    await page.selectOption("#exempt-0-what", { label: `A paragraph of the report: The ${SECRET} dispute with one person is not` });
    await press(page, "Save");
    const faults = await page.locator(".govuk-error-summary li").allInnerTexts();
    assert.deepEqual(faults, ["Exemption 1: Select the ground", "Exemption 1: Enter the reason, as the public will read it"]);
    assert.deepEqual(await barriers(page), []);
    await page.selectOption("#exempt-0-ground", "1");
    await page.fill("#exempt-0-reason", "The dispute is with one person.");
    await press(page, "Save");
    await page.waitForURL("**/report/exempt?done=saved");
    assert.deepEqual(await overflow(page), []);
    if (process.env.MUSTER_PICTURES) await page.screenshot({ path: `${process.env.MUSTER_PICTURES}/exempt-${how}.png`, fullPage: true });

    // Its author sees both editions.
    await page.goto(`${proposal}/report`);
    assert.match(await page.locator("main").innerText(), /The edition for the public/);
    assert.deepEqual(await barriers(page), []);
    const [, whole, head] = await file(page, `${proposal}/report/report.html`);
    assert.match(whole, /Not for publication by virtue of paragraph 1/);
    assert.ok(whole.includes(SECRET) && whole.includes(TOLD));
    const [, caseFile, caseHead] = await file(page, `${proposal}/report/case.toml`);
    assert.ok(caseFile.includes(SECRET));
    assert.match(caseHead["content-disposition"], /exempt-case\.toml/);
    for (const name of ["report.html", "report.docx", "report.xlsx", "case.toml"]) {
      const [status, text] = await file(page, `${proposal}/report/${name}?edition=public`);
      assert.equal(status, 200);
      assert.ok(!text.includes(SECRET), name);
    }
    assert.ok(head["content-disposition"].includes("exempt-report.html"));

    // Whoever is asked by a link reads the edition for the public.
    await page.goto(`${proposal}/people`);
    const link = page.getByRole("button", { name: /link/i }).first();
    assert.ok((await link.count()) > 0);

    // It goes its way. The page before publication lists what is withheld, and why.
    await page.goto(`${proposal}/check`);
    await press(page, "Send for comments");
    const law = await open(browser, proposal, { scripts, state: await account(browser, site, state, `law-${how}`, "Legal") });
    const officers = [["constitutional", law]];
    for (const [kind, role] of [["financial", "Finance"], ["hr", "HR"]]) {
      officers.push([kind, await open(browser, proposal, { scripts, state: await account(browser, site, state, `${kind}-${how}`, role) })]);
    }
    for (const [kind, officer] of officers) {
      await officer.page.goto(`${proposal}/comments/${kind}`);
      await officer.page.fill("#words", "It is right.");
      await officer.page.getByLabel("Sign", { exact: true }).check();
      await officer.page.getByLabel(/^I have read revision/).check();
      await press(officer.page, /^Sign .* comments$/);
    }
    await override(law.page, proposal);
    const services = await account(browser, site, state, `services-${how}`, "Democratic services");
    const publishes = await open(browser, `${proposal}/comments`, { scripts, state: services });
    await press(publishes.page, "Clear this report");
    await publishes.page.goto(`${proposal}/publication`);
    assert.match(await publishes.page.locator("main").innerText(), /The dispute is with one person/);
    assert.deepEqual(await barriers(publishes.page), []);
    await publishes.page.getByLabel("Now", { exact: true }).check();
    await press(publishes.page, "Publish this report");
    await publishes.page.waitForURL("**/publication?done=published");
    assert.match(await publishes.page.locator("main").innerText(), /HTML with what is exempt, SHA-256/);
    const exempt = await file(publishes.page, `${proposal}/report/report.html?edition=published-exempt`);
    assert.ok(exempt[1].includes(SECRET));

    // The public gets the public edition, and nothing that tells what is withheld.
    const reader = await open(browser, `${site.address}/published`, { scripts });
    await reader.page.getByRole("link", { name: `A new structure ${how} scripts` }).click();
    const text = await reader.page.locator("main").innerText();
    assert.match(text, /What is withheld/);
    assert.match(text, /Paragraph 1 of Part 1 of Schedule 12A/);
    assert.ok(!text.includes(SECRET));
    assert.deepEqual(await barriers(reader.page), []);
    assert.deepEqual(await overflow(reader.page), []);
    if (process.env.MUSTER_PICTURES) await reader.page.screenshot({ path: `${process.env.MUSTER_PICTURES}/public-${how}.png`, fullPage: true });
    const address = reader.page.url();
    for (const name of ["report.html", "report.docx", "report.xlsx"]) {
      const [status, content, headers] = await file(reader.page, `${address}/${name}`);
      assert.equal(status, 200, name);
      assert.ok(!content.includes(SECRET) && !JSON.stringify(headers).includes(SECRET), name);
      const again = await reader.page.request.get(`${address}/${name}`, { headers: { "if-none-match": headers.etag } });
      assert.equal(again.status(), 304);
    }
    const found = await reader.page.request.get(`${site.address}/published/search?words=${SECRET}`);
    assert.match(await found.text(), /No results for/);
    // Each of those who opened a page that shows it stands on the audit trail, once.
    const reference = proposal.split("/").pop();
    await written.page.goto(`${site.address}/audit?kind=withheld&case=${reference}`);
    const trail = await written.page.locator("main").innerText();
    for (const kind of ["financial", "hr"]) {
      const lines = trail.split("\n").filter((line) => line.includes(`Officer ${kind}-${how}`));
      assert.equal(lines.length, 1, trail);
      assert.match(lines[0], /Was shown the exempt parts, in its pages, of revision \d+/);
    }
    for (const one of [written, publishes, reader, ...officers.map(([, officer]) => officer)]) await one.close();
  });
}

test("somebody who may not see what is exempt does not find its files", async () => {
  const other = await signIn(browser, site, OTHER);
  const { page, close } = await open(browser, `${site.address}/published`, { state: other });
  const address = `${site.address}${home}/proposals`;
  await page.goto(address);
  assert.ok(!(await page.locator("main").innerText()).includes(SECRET));
  await close();
});
