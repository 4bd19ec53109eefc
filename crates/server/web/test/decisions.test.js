// What a committee can decide, one recommendation at a time; and what becomes of a proposal while others decide.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./browser.js";
import { press } from "./proposal.js";
import { startSite } from "./site.js";
import { look, office } from "./way.js";

const COUNCIL = "nottinghamshire-county-council";
const UNIT = "Children, Families and Cultural Services";

let browser, site, people;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite({ isBare: true })]);
  people = office(browser, site, { looks: false });
  await site.on("2018-03-01");
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** The text of a case for a meeting. */
function paper(title, date, rest) {
  return `title = "${title}"
body = "Nottinghamshire County Council"
date = ${date}
decision_maker = "Personnel Committee"

[defaults]
unit = "${UNIT}"
from = 2018-09-03

[[unit]]
name = "${UNIT}"

${rest}`;
}

const establish = (title, posts) => `[[change]]
establish = "${title}"
grade = "Grade 4"
posts = ${posts}
fte = ${posts}
`;

const recommend = (covers, words) => `[[recommendation]]
covers = ${JSON.stringify(covers)}
text = "That ${words}."
`;

/** Puts a paper before its meeting, on whose day it is then. */
async function tabled(text, day) {
  const { proposal, writes } = await people.begins(COUNCIL, UNIT, text, true);
  await people.sends(writes.page, proposal);
  await writes.close();
  await people.comesOut(proposal, true);
  await site.on(day);
  return proposal;
}

/** Records that all was agreed as printed. */
async function agreed(proposal) {
  const clerk = await people.seat("democratic1", `${proposal}/decision`, true);
  await clerk.page.getByLabel("Yes", { exact: true }).check();
  await press(clerk.page, "Check what this does");
  await press(clerk.page, "Record the decision");
  await clerk.page.waitForURL("**/decision?done=decided");
  return clerk;
}

const words = (page) => page.locator("main").innerText();

test("each recommendation is decided in its own way, with amended numbers and words", async () => {
  const titles = ["Adviser", "Broker", "Clerk", "Driver", "Editor", "Fitter", "Guide"];
  const changes = titles.map((title) => establish(title, 2)).join("\n");
  const asks = titles.map((title) => recommend([title], `two posts of ${title} are established`)).join("\n");
  const proposal = await tabled(paper("Seven posts", "2018-03-26", `${changes}\n${asks}`), "2018-03-26");
  const clerk = await people.seat("democratic1", `${proposal}/decision`, true);
  const { page } = clerk;
  // Cards are asked for where not all was agreed as printed.
  assert.equal(await page.locator("#r1-outcome").isVisible(), false);
  await page.fill("#on-year", "2019");
  await page.getByLabel("No", { exact: true }).check();
  assert.equal(await page.locator("#r1-outcome").isVisible(), true);
  const outcomes = [
    "Approved",
    "Approved as amended",
    "Deferred",
    "Refused",
    "Noted",
    "Delegated",
    "Approved on a condition",
  ];
  for (const [index, outcome] of outcomes.entries()) {
    await page.selectOption(`#r${index + 1}-outcome`, outcome);
  }
  await press(page, "Check what this does");
  assert.deepEqual(await page.locator(".govuk-error-summary li").allInnerTexts(), [
    "Day of the decision must be today or in the past",
    "Enter the condition on recommendation 7",
    "Enter the words or the numbers to which recommendation 2 was amended",
  ]);
  await look(page);
  await page.fill("#on-year", "2018");
  await page.fill("#r7-what", "Contingency is released");
  await page.fill("#r7-by", "Section 151 officer");
  await page.fill("#r2-text", "That one post of Broker is established.");
  await page.getByText("Amend the numbers of 1 change").nth(1).click();
  await page.getByLabel("Broker, change 2: how many posts").fill("none");
  await press(page, "Check what this does");
  assert.deepEqual(await page.locator(".govuk-error-summary li").allInnerTexts(), [
    "Broker: enter a number above 0",
    "Enter the words or the numbers to which recommendation 2 was amended",
  ].slice(0, 1));
  await page.getByLabel("Broker, change 2: how many posts").fill("1");
  await press(page, "Check what this does");
  assert.match(await words(page), /On 3 September 2018 3 are established, FTE rises by 3\./);
  await look(page);

  // What was entered is there again.
  await press(page, "Change what I entered");
  assert.equal(await page.locator("#r2-text").inputValue(), "That one post of Broker is established.");
  await press(page, "Check what this does");
  await press(page, "Record the decision");
  await page.waitForURL("**/decision?done=decided");
  const decided = await words(page);
  assert.match(decided, /That one post of Broker is established\. \(As amended by the ruling of 26 March 2018\.\)/);
  assert.match(decided, /Not approved\s+Change 3, Clerk\s+Change 4, Driver\s+Change 5, Editor\s+Change 6, Fitter/);
  assert.match(decided, /Approved, not yet in effect\s+These wait until every condition on them is met\.\s+Change 7, Guide/);
  await look(page);
  await page.goto(`${proposal}/history`);
  assert.match(await words(page), /amended by the ruling of 26 March 2018; it was: establish 2 posts|Revision 3/);

  // The condition is met, and what waited for it is recorded.
  await people.meets(page, proposal);
  assert.match(await words(page), /In the register[\s\S]*Change 7, Guide/);
  await page.goto(`${site.address}/${COUNCIL}/establishment?on-day=1&on-month=10&on-year=2018`);
  const posts = await page.locator("main table tbody tr").allInnerTexts();
  const held = (title) => posts.some((row) => row.includes(title));
  assert.deepEqual(titles.map(held), [true, true, false, false, false, false, true]);
  assert.match(posts.find((row) => row.includes("Broker")), /Grade 4\s+1\s+1\.00/);
  await clerk.close();

  // One that is refused is decided: it leaves a trace, and no effect.
  const refused = paper("A refused post", "2018-04-23", `${establish("Helper", 1)}\n${recommend(["Helper"], "a Helper comes")}`);
  const other = await tabled(refused, "2018-04-23");
  const again = await people.seat("democratic1", `${other}/decision`, false);
  await again.page.getByLabel("No", { exact: true }).check();
  await again.page.selectOption("#r1-outcome", "Refused");
  await press(again.page, "Check what this does");
  assert.match(await words(again.page), /Nothing changes in the register\./);
  await press(again.page, "Record the decision");
  assert.match(await words(again.page), /Refused[\s\S]*Nothing of it is in the register/);
  assert.match(await again.page.locator(".muster-identity").innerText(), /Decided/i);
  await look(again.page);
  await again.close();
});

test("what others decide meanwhile is settled before clearance, and by a further decision afterwards", async () => {
  await site.on("2018-05-01");
  const opening = paper("Opening posts", "2018-05-21", establish("Assistant", 4) + establish("Officer", 2)).replace(
    "2018-09-03",
    "2018-05-21",
  );
  await (await agreed(await tabled(opening, "2018-05-21"))).close();

  // It is drafted and consulted on; meanwhile one of its posts ends by another decision.
  await site.on("2018-05-22");
  const end = (title, posts) => `[[change]]\ndisestablish = "${title}"\nposts = ${posts}\n`;
  const text = paper("Fewer posts", "2018-07-23", end("Assistant", 4) + end("Officer", 2));
  const { proposal, writes } = await people.begins(COUNCIL, UNIT, `${text}\n[redundancies]\nnumber = 25\n`, true);
  const { page } = writes;
  await page.goto(proposal);
  await page.getByRole("link", { name: "Open and close the consultation" }).click();
  await page.waitForURL("**/consulting");
  assert.match(await words(page), /25 redundancies are proposed\. .* at least 30 days .* it must open by 4 August 2018/);
  await press(page, "Open the consultation");
  assert.deepEqual(await page.locator(".govuk-error-summary li").allInnerTexts(), [
    "Enter the first day",
    "Enter the last day for answers",
  ]);
  await look(page);
  for (const [name, date] of [["from", [22, 5, 2018]], ["until", [22, 6, 2018]]]) {
    for (const [index, part] of ["day", "month", "year"].entries()) {
      await page.fill(`#${name}-${part}`, String(date[index]));
    }
  }
  await page.fill("#with", "UNISON\nGMB");
  await press(page, "Open the consultation");
  await page.waitForURL("**/consulting?done=consultation-opened");
  assert.match(await page.locator(".muster-identity").innerText(), /Consultation/i);
  await look(page);
  const reader = await people.seat("hr1", `${proposal}/consulting`, true);
  assert.match(await words(reader.page), /Who was asked\s+UNISON\s+GMB/);
  await reader.close();
  await page.fill("#said", "Both unions ask for voluntary redundancy first.");
  await press(page, "Close the consultation");
  await page.waitForURL("**/consulting?done=consultation-closed");
  await look(page);
  const report = await (await page.request.get(`${proposal}/report/report.html`)).text();
  assert.match(report, /Both unions ask for voluntary redundancy first\./);

  const one = paper("One post less", "2018-06-11", end("Assistant", 1)).replace("2018-09-03", "2018-06-11");
  await (await agreed(await tabled(one, "2018-06-11"))).close();
  await site.on("2018-06-12");
  const author = await people.seat("manager4", `${proposal}/conflicts`, true);
  assert.match(await author.page.locator("h1").innerText(), /The register has moved: 1 conflict/);
  assert.match(await words(author.page), /When written\s+4 posts\s+Register now\s+3 posts/);
  await look(author.page);
  await people.sends(author.page, proposal);
  const officer = await people.seat("hr1", `${proposal}/conflicts`, true);
  assert.match(await words(officer.page), /Those who write the proposal settle it\./);
  await officer.page.goto(`${proposal}/comments`);
  assert.match(await words(officer.page), /1 conflict must be resolved/);
  await officer.close();
  await author.page.goto(`${proposal}/conflicts`);
  await press(author.page, "Settle and save a revision");
  assert.match(await author.page.title(), /^Error: /);
  await look(author.page);
  await author.page.locator("#c0").check();
  await author.page.fill("#reason0", "Three remain");
  await press(author.page, "Settle and save a revision");
  await author.page.waitForURL("**/conflicts?done=settled");
  assert.match(await words(author.page), /Nothing was decided since this proposal was written that touches it/);
  await author.close();
  await writes.close();
  await people.comesOut(proposal, true);

  // Two things move once it is published.
  const both = paper("Two posts less", "2018-07-09", end("Assistant", 1) + end("Officer", 1)).replace("2018-09-03", "2018-07-09");
  await (await agreed(await tabled(both, "2018-07-09"))).close();
  await site.on("2018-07-23");
  const clerk = await agreed(proposal);
  assert.match(await words(clerk.page), /These clash with what others decided/);
  await look(clerk.page);
  await clerk.page.getByRole("link", { name: "Settle what clashes" }).click();
  await clerk.page.waitForURL("**/conflicts");
  assert.match(await clerk.page.locator("h1").innerText(), /2 conflicts/);
  await look(clerk.page);
  for (const left of [1, 0]) {
    await clerk.page.goto(`${proposal}/conflicts`);
    await clerk.page.locator("#c0").check();
    await clerk.page.fill("#reason0", "Delegated by the committee");
    await clerk.page.fill("#maker", "Service Director");
    await press(clerk.page, "Record the further decision");
    await clerk.page.waitForURL("**/decision?done=settled");
    const waiting = await clerk.page.getByRole("heading", { name: "Approved, not yet in effect" }).count();
    assert.equal(waiting, left);
    assert.match(
      await words(clerk.page),
      /Further decision\s+Decided by\s+Service Director[\s\S]*Change 1, Assistant: Disestablish the 2 that remain\s+Reason\s+Delegated by the committee/,
    );
    await look(clerk.page);
  }
  await clerk.page.goto(`${site.address}/${COUNCIL}/establishment?on-day=1&on-month=10&on-year=2018`);
  assert.doesNotMatch(await words(clerk.page), /Assistant|Officer\b/);
  await clerk.close();
});
