// A part of a proposal is written by somebody else, who sees nothing of the rest.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, signIn, startBrowser } from "./browser.js";
import { account } from "./people.js";
import { COUNCIL, DOWNLOADS, PAGES, press, proposalAt } from "./proposal.js";
import { ACCOUNT, startSite } from "./site.js";
import { look, office } from "./way.js";

const SERVICE = "Integrated Children's Disability Service";
const WHOLE = `muster = 1
title = "What the directors want"
body = "Nottinghamshire County Council"
[defaults]
unit = "Commissioning and Placements Group"
from = 2018-12-01
[[change]]
establish = "Hidden Strategist"
grade = "Band E"
posts = 1
fte = 1
[[funding]]
source = "A reserve that nobody knows of"
amount = 987654
[report]
reason = "The directors have their reasons."
`;
const SECRETS = /directors|Hidden Strategist|nobody knows|987,?654/;

let browser, site, state;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  state = await signIn(browser, site, ACCOUNT);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

for (const scripts of [true, false]) {
  test(`somebody writes a part and reads no more than it, ${scripts ? "with" : "without"} scripts`, async () => {
    const theirs = await account(browser, site, state, scripts ? "writer1" : "writer2", "Staff");
    const { begins } = office(browser, site);
    const { proposal, writes } = await begins(COUNCIL, "Commissioning and Placements Group", WHOLE, scripts);
    const author = writes.page;
    await author.goto(proposal);
    await author.getByRole("link", { name: "Give a part to somebody else" }).click();
    await press(author, "Give this part");
    assert.deepEqual(await author.locator(".govuk-error-summary li").allInnerTexts(), [
      "Select the unit whose part you give",
      "Enter for whom the part is, such as a post or a team",
    ]);
    await look(author);
    await author.selectOption("#unit", SERVICE);
    await author.fill("#for", "Team manager");
    await press(author, "Give this part");
    await author.waitForURL("**/parts?done=part-given");
    await look(author);
    const card = author.locator(".muster-link", { hasText: SERVICE });
    assert.match(await card.innerText(), /Not changed yet/);
    const link = await card.getByRole("link").first().innerText();

    const writer = await open(browser, link, { scripts, state: theirs });
    const { page } = writer;
    await page.getByRole("button", { name: "Open the proposal" }).click();
    await page.waitForURL("**/review?done=joined");
    const part = proposalAt(page);
    await page.goto(part);
    await look(page);
    assert.match(await page.locator(".muster-identity").innerText(), /A part of a larger proposal/);
    await page.getByRole("link", { name: "Choose what changes" }).click();
    await page.getByRole("button", { name: "Add a new post" }).click();
    await page.fill("#r0-title", "Short Breaks Organiser");
    await page.fill("#r0-grade", "Grade 4");
    await page.fill("#r0-many", "2");
    await page.fill("#r0-fte", "2");
    await press(page, "Save");

    // Nothing that they can open, take away or find says a word of the rest.
    assert.equal((await page.goto(proposal)).status(), 404);
    for (const below of PAGES) {
      await page.goto(part + below);
      assert.doesNotMatch(await page.content(), SECRETS, below);
    }
    for (const [below] of DOWNLOADS) {
      const answer = await page.request.get(part + below);
      assert.doesNotMatch((await answer.body()).toString("latin1"), SECRETS, below);
    }
    for (const below of ["", "/proposals", "/coming-up", "/search?q=Strategist", "/search?q=directors"]) {
      const answer = await page.request.get(`${site.address}/${COUNCIL}${below}`);
      const text = (await answer.text()).replaceAll(/<input[^>]*>|<title>[^<]*|<h1[^>]*>[^<]*|“[^”]*”/g, "");
      assert.doesNotMatch(text, SECRETS, below);
    }
    assert.deepEqual(writer.faults.filter((fault) => !fault.includes("404") && !fault.includes("403")), []);

    await author.goto(`${proposal}/parts`);
    assert.match(await card.innerText(), /Changed, not taken in/);
    await card.getByRole("link", { name: "Look at it and take it in" }).click();
    assert.match(await author.locator("main").innerText(), /New: Short Breaks Organiser: added/);
    await look(author);
    await press(author, "Take it into the proposal");
    await author.waitForURL("**/parts?done=part-taken*");
    assert.match(await author.locator(".govuk-notification-banner").innerText(), /The part is in the proposal/);
    assert.match(await card.innerText(), /Taken in/);
    await author.goto(`${proposal}/changes`);
    const titles = author.locator("input[id$='-title']");
    const values = await titles.evaluateAll((all) => all.map((one) => one.value));
    assert.ok(values.includes("Short Breaks Organiser") && values.includes("Hidden Strategist"), values.join());

    // Both go on: the author is asked which holds.
    await author.fill("#r1-many", "5");
    await author.fill("#r1-fte", "5");
    await press(author, "Save");
    await page.goto(`${part}/changes`);
    await page.fill("#r0-many", "3");
    await page.fill("#r0-fte", "3");
    await press(page, "Save");
    await author.goto(`${proposal}/parts`);
    await card.getByRole("link", { name: "Look at it and take it in" }).click();
    await press(author, "Go on");
    await author.getByRole("link", { name: "Select what holds where both were changed" }).click();
    await look(author);
    await author.getByLabel("The part", { exact: true }).check();
    await press(author, "Go on");
    await author.waitForURL("**/parts?done=part-taken*");
    assert.deepEqual(writes.faults.filter((fault) => !fault.includes("400") && !fault.includes("409")), []);
    await writer.close();
    await writes.close();
  });
}
