// A proposal goes to its officers: finance, HR and legal comment and sign, each with their own account; what
// they relied on moves, and lapses who relied on it; it is cleared, or withdrawn.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { account } from "./people.js";
import { press } from "./proposal.js";
import { ACCOUNT, startSite } from "./site.js";

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

/** Begins a proposal, and resolves with its address. */
async function begin(page, title) {
  await page.goto(`${site.address}${home}/proposals/begin`);
  await page.fill("#title", title);
  await page.selectOption("#unit", "Commissioning and Placements Group");
  await page.check("input[value=open]");
  await press(page, "Save and choose posts");
  return page.url().split("/changes")[0];
}

/** Signs a comment, and resolves with the page of the comments. */
async function sign(page, proposal, kind, words, how = "Sign") {
  await page.goto(`${proposal}/comments/${kind}`);
  await page.fill("#words", words);
  await page.getByLabel(how, { exact: true }).check();
  await page.getByLabel(/^I have read revision/).check();
  await press(page, /^Sign .* comments$/);
}

/** How each comment stands. */
async function standings(page, proposal) {
  await page.goto(`${proposal}/comments`);
  const headings = await page.locator("section.muster-finding h2").allInnerTexts();
  return headings.map((text) => text.replaceAll(/\s+/g, " ").trim());
}

/** Fills in the item of the agenda, which stands among the fields that are rarely used. */
async function fillItem(page, value) {
  const folded = page.locator("details", { has: page.locator("#item") });
  if (!(await folded.evaluate((details) => details.open))) {
    await folded.locator("summary").click();
  }
  await page.fill("#item", value);
}

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`officers sign, one lapses, and the report is cleared, ${how} scripts`, async () => {
    const suffix = scripts ? "1" : "2";
    const roles = ["Staff", "Finance", "HR", "Legal", "Democratic services"];
    const accounts = [];
    for (const role of roles) {
      accounts.push(await account(browser, site, state, `of${role.toLowerCase().replaceAll(" ", "")}${suffix}`, role));
    }
    const [writes, finance, hr, legal, services] = accounts;
    const author = await open(browser, `${site.address}${home}/proposals`, { scripts, state: writes });
    const { page } = author;
    const proposal = await begin(page, `Signed ${how} scripts`);
    const hidden = await open(browser, proposal, { scripts, state: finance });
    assert.equal(hidden.status, 404);
    await hidden.close();

    await page.goto(`${proposal}/describe`);
    await page.fill("#date", "19 November 2018");
    await page.fill("#decision-maker", "Policy Committee");
    await press(page, "Save");

    // Nobody signs before it is sent.
    assert.deepEqual(await standings(page, proposal), [
      "Constitutional comments Not signed yet",
      "Financial comments Not signed yet",
      "HR comments Not signed yet",
    ]);
    await page.goto(`${proposal}/check`);
    const checked = await page.locator("main").innerText();
    assert.match(checked, /Who decides\s+Committee: /);
    assert.match(checked, /It is an example/);
    assert.match(checked, /Publish the report\s+9 November 2018\s+5 clear working days before 19 November 2018/);
    assert.deepEqual(await overflow(page), []);
    await press(page, "Send for comments");
    await page.waitForURL("**/comments?done=sent");
    assert.match(await page.locator(".muster-identity").innerText(), /Comments/i);
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(await overflow(page), []);

    // Its author does not sign it.
    await page.goto(`${proposal}/comments/financial`);
    assert.match(await page.locator("main").innerText(), /You wrote this proposal, so someone else must sign it/);
    const forged = await page.request.post(`${proposal}/comments/financial`, {
      form: { revision: "2", words: "Fine", role: "Finance", as: "signed", read: "1" },
      headers: { origin: site.address },
    });
    assert.equal(forged.status(), 403);

    // Each signs their own.
    const people = await open(browser, `${proposal}/comments/financial`, { scripts, state: hr });
    assert.match(await people.page.locator("main").innerText(), /signed by whoever has the role Finance/);
    const others = await people.page.request.post(`${proposal}/comments/financial`, {
      form: { revision: "2", words: "Fine", role: "HR", as: "signed", read: "1" },
      headers: { origin: site.address },
    });
    assert.equal(others.status(), 403);

    // Finance reads, forgets something, signs.
    const money = await open(browser, `${proposal}/comments/financial`, { scripts, state: finance });
    await press(money.page, "Sign financial comments");
    assert.match(await money.page.title(), /^Error: /);
    assert.deepEqual(await money.page.locator(".govuk-error-summary li").allInnerTexts(), [
      "Enter your comments",
      "Select whether you sign",
      "Confirm that you have read revision 2",
    ]);
    assert.deepEqual(await barriers(money.page), []);
    await sign(money.page, proposal, "financial", "The costs are right.");
    await money.page.waitForURL("**/comments?done=signed");
    await people.page.goto(`${proposal}/comments/hr`);
    await people.page.fill("#words", "The unions agree.");
    await people.page.getByLabel("Sign with a condition").check();
    await people.page.getByLabel(/^I have read revision/).check();
    await press(people.page, "Sign HR comments");
    assert.deepEqual(await people.page.locator(".govuk-error-summary li").allInnerTexts(), [
      "Enter what must happen",
      "Enter who decides it",
    ]);
    await people.page.fill("#what", "The executive member for HR agrees.");
    await people.page.fill("#decided-by", "the executive member for HR");
    await people.page.getByLabel(/^I have read revision/).check();
    await press(people.page, "Sign HR comments");
    await people.page.waitForURL("**/comments?done=signed");
    const law = await open(browser, proposal, { scripts, state: legal });
    await sign(law.page, proposal, "constitutional", "The committee may decide this.");
    assert.deepEqual(await standings(law.page, proposal), [
      "Constitutional comments Signed",
      "Financial comments Signed",
      "HR comments Signed on a condition",
    ]);

    // The report prints what was signed, with post and date.
    const report = await law.page.request.get(`${proposal}/report/report.html`);
    const text = await report.text();
    assert.match(text, /Finance business partner, 1 October 2018/);
    assert.match(text, /The costs are right\./);

    // A source is entered: finance's comment lapses, the others stand.
    await page.goto(`${proposal}/funding`);
    await press(page, "Add a source");
    await page.fill("#funding-0-source", "Contingency");
    await page.fill("#funding-0-amount", "£10,000");
    await press(page, "Save");
    await page.waitForURL("**/funding?done=saved");
    assert.deepEqual(await standings(law.page, proposal), [
      "Constitutional comments Signed",
      "Financial comments Lapsed",
      "HR comments Signed on a condition",
    ]);
    const lapsed = await law.page.locator("#comment-financial").innerText();
    assert.match(lapsed, /Lapsed 10:00am on 1 October 2018\./);
    assert.match(lapsed, /Funding: Contingency is new: £10,000; .*\(revision 3\)/);
    assert.match(lapsed, /Constitutional comments and HR comments still stand/);
    assert.match(await law.page.locator("main").innerText(), /Financial comments: lapsed, to be signed again/);
    const without = await (await law.page.request.get(`${proposal}/report/report.html`)).text();
    assert.doesNotMatch(without, /The costs are right\./);

    // Signing again; errors are overridden by the monitoring officer; then it is cleared.
    await sign(money.page, proposal, "financial", "The costs are right, and paid.");
    for (;;) {
      await law.page.goto(`${proposal}/findings`);
      const override = law.page.locator("form[action$='/findings/override']").first();
      if ((await override.count()) === 0) break;
      await override.locator("xpath=ancestor::details").locator("summary").click();
      await override.locator("textarea").fill("It is told to the committee.");
      await Promise.all([law.page.waitForNavigation(), override.getByRole("button").click()]);
      await law.page.waitForURL("**/findings?done=overridden");
    }
    const clears = await open(browser, `${proposal}/comments`, { scripts, state: services });
    assert.deepEqual(await barriers(clears.page), []);
    await press(clears.page, "Clear this report");
    await clears.page.waitForURL("**/comments?done=cleared");
    assert.match(await clears.page.locator("main").innerText(), /Revision 3 is cleared/);

    // A later revision needs clearing again: nobody relied on what it changed, so every comment stands.
    await page.goto(`${proposal}/describe`);
    await fillItem(page, "5");
    await press(page, "Save");
    assert.match(await page.locator(".muster-identity").innerText(), /Comments/i);
    await clears.page.goto(`${proposal}/comments`);
    await press(clears.page, "Clear this report");
    await clears.page.getByRole("link", { name: "Publish this report" }).click();
    await clears.page.waitForURL("**/publication");
    await press(clears.page, "Publish this report");
    assert.deepEqual(await clears.page.locator(".govuk-error-summary li").allInnerTexts(), [
      "Select when it is published",
    ]);
    assert.deepEqual(await barriers(clears.page), []);
    await clears.page.getByLabel("At 9am on 9 November 2018, the last day").check();
    await press(clears.page, "Publish this report");
    await clears.page.waitForURL("**/publication?done=published");
    const published = await clears.page.locator("main").innerText();
    assert.match(published, /Published from\s+9:00am on 9 November 2018/);
    assert.match(published, /HTML, SHA-256 [0-9a-f]{64}/);
    assert.deepEqual(await barriers(clears.page), []);
    assert.deepEqual(await overflow(clears.page), []);
    await page.goto(`${proposal}/describe`);
    await fillItem(page, "6");
    await press(page, "Save");
    assert.match(await page.locator("main").innerText(), /can no longer be changed\s+It is published/);

    // Its author gives it up, and nothing more is saved.
    await page.goto(`${proposal}/withdraw`);
    await press(page, "Withdraw this proposal");
    assert.deepEqual(await page.locator(".govuk-error-summary li").allInnerTexts(), ["Enter why it is withdrawn"]);
    assert.deepEqual(await barriers(page), []);
    await page.fill("#reason", "Overtaken by the budget.");
    await press(page, "Withdraw this proposal");
    await page.waitForURL("**/history?done=withdrawn");
    await page.goto(`${proposal}/describe`);
    await fillItem(page, "6");
    await press(page, "Save");
    assert.match(await page.locator("h1").innerText(), /can no longer be changed/);
    assert.deepEqual(await barriers(page), []);
    for (const one of [author, money, people, law, clears]) await one.close();
  });
}
