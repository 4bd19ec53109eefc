// The written parts of a proposal: questions filled in and kept, cards added and taken out, how far each
// part is, two people in one part, words that mean harm.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { begin, press, proposalAt, unfold } from "./proposal.js";
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

/** Begins a proposal, and resolves with its address. */
async function beginOne(page, title) {
  await begin(page, site, title);
  return proposalAt(page);
}

/** How far a task is, as its list says. */
async function status(page, task) {
  const row = page.locator(".govuk-task-list__item", { has: page.getByRole("link", { name: task }) });
  return (await row.locator(".govuk-task-list__status").textContent()).trim();
}

for (const scripts of [true, false]) {
  for (const width of ["phone", "desk"]) {
    const where = `on a ${width}, ${scripts ? "with" : "without"} scripts`;
    test(`a part is filled in, called complete and read once more ${where}`, async () => {
      const opened = await open(browser, `${proposals()}/begin`, { width, scripts, state });
      const { page, faults } = opened;
      const proposal = await beginOne(page, `Written ${where}`);
      await page.goto(proposal);
      assert.equal(await status(page, "Record consultation"), "Not yet started");
      await page.getByRole("link", { name: "Record consultation" }).click();
      await page.waitForURL("**/consultation");
      await page.fill("#consultation-with", "UNISON\nGMB");
      await page.fill("#consultation-from", "June 2019");
      await press(page, "Add a meeting");
      assert.equal(await page.inputValue("#consultation-with"), "UNISON\nGMB");
      await page.fill("#consultation-meeting-0-date", "soon");
      await press(page, "Save");
      assert.match(await page.title(), /^Error: /);
      const said = page.locator(".govuk-error-summary a");
      assert.deepEqual(await said.allTextContents(), ["Meeting 1: Date must include a year, such as 1 June 2019"]);
      await said.click();
      assert.equal(await page.evaluate(() => document.activeElement.id), "consultation-meeting-0-date");
      assert.deepEqual(await barriers(page), []);
      assert.deepEqual(await overflow(page), []);
      await page.fill("#consultation-meeting-0-date", "20 May 2019");
      await press(page, "Save");
      await page.waitForURL("**/consultation?done=saved");
      assert.equal(await page.inputValue("#consultation-meeting-0-date"), "20 May 2019");
      await page.goto(proposal);
      assert.equal(await status(page, "Record consultation"), "In progress");
      await page.getByRole("link", { name: "Record consultation" }).click();
      await page.waitForURL("**/consultation");
      await page.getByLabel("Yes, I have completed this section").check();
      await press(page, "Save and come back later");
      assert.equal(await status(page, "Record consultation"), "Completed");
      assert.equal(await status(page, "Choose what changes"), "Not yet started");
      await page.getByRole("link", { name: "Check your proposal" }).click();
      await page.waitForURL("**/check");
      const list = await page.locator(".govuk-summary-list").allTextContents();
      assert.ok(list.some((text) => /Who is consulted\s*UNISONGMB/.test(text)), list.join("\n"));
      assert.deepEqual(await barriers(page), []);
      assert.deepEqual(await overflow(page), []);
      await page.getByRole("link", { name: "Change Meeting 1: Date" }).click();
      await page.waitForURL("**/consultation#consultation-meeting-0-date");
      await page.getByRole("button", { name: /^Take out ?: Meeting 1$/ }).click();
      await page.waitForURL("**/consultation?done=saved");
      assert.equal(await page.locator("#consultation-meeting-0-date").count(), 0);
      assert.deepEqual(faults.filter((fault) => !fault.includes("400")), []);
      await opened.close();
    });
  }
}

test("what is typed and not saved is there on the next visit", async () => {
  const opened = await open(browser, `${proposals()}/begin`, { state });
  const { page } = opened;
  const proposal = await beginOne(page, "Kept");
  await page.goto(`${proposal}/funding`);
  await press(page, "Add a source");
  const kept = page.waitForResponse((answer) => answer.url().includes("/entries/funding"));
  await page.fill("#funding-0-source", "Contingency");
  await kept;
  await page.goto(proposal);
  await page.goto(`${proposal}/funding`);
  assert.equal(await page.inputValue("#funding-0-source"), "Contingency");
  assert.match(await page.locator(".govuk-notification-banner").textContent(), /are not in revision 1/);
  await press(page, "Save them");
  await page.waitForURL("**/funding?done=saved");
  assert.equal(await page.locator(".govuk-notification-banner").count(), 1);
  assert.equal(await page.inputValue("#funding-0-source"), "Contingency");
  await opened.close();
});

test("two people in one part are told of each other, and in two parts nothing is lost", async () => {
  const opened = await open(browser, `${proposals()}/begin`, { state });
  const { page } = opened;
  const proposal = await beginOne(page, "Two people");
  const other = await open(browser, `${proposal}/describe`, { state });
  await page.goto(`${proposal}/describe`);
  const budgets = await open(browser, `${proposal}/budgets`, { state });
  await other.page.fill("#report-of", "Service Director");
  await other.page.fill("#contact", "Team Manager");
  await press(other.page, "Save");
  await press(budgets.page, "Add a budget");
  await budgets.page.fill("#budget-0-amount", "£10,000");
  await press(budgets.page, "Save");
  await budgets.page.waitForURL("**/budgets?done=saved");
  await page.fill("#report-of", "Group Manager");
  await page.fill("#decision-maker", "Policy Committee");
  await press(page, "Save");
  const told = await page.locator("main").textContent();
  assert.match(told, /Somebody saved revision 3 after you began, and both of you changed the same/);
  assert.match(told, /Report ofThey saved: Service DirectorIt was: nothing/);
  assert.match(told, /it is below already.*Who answers questionsThey saved: Team Manager/s);
  assert.equal(await page.inputValue("#report-of"), "Group Manager");
  assert.equal(await page.inputValue("#contact"), "Team Manager");
  assert.deepEqual(await barriers(page), []);
  await press(page, "Save");
  await page.waitForURL("**/describe?done=saved");
  const kept = [["#report-of", "Group Manager"], ["#contact", "Team Manager"], ["#decision-maker", "Policy Committee"]];
  for (const [field, value] of kept) assert.equal(await page.inputValue(field), value);

  // What only one of them changed needs no question.
  await other.page.goto(`${proposal}/describe`);
  await page.fill("#title", "Two people, one title");
  await press(page, "Save");
  await other.page.fill("#contact", "Head of Service");
  await press(other.page, "Save");
  await other.page.waitForURL("**/describe?done=merged&in=*");
  assert.equal(await other.page.inputValue("#title"), "Two people, one title");
  assert.equal(await other.page.inputValue("#contact"), "Head of Service");
  assert.ok(await other.page.getByRole("button", { name: "Undo" }).isVisible());
  await page.goto(`${proposal}/budgets`);
  assert.equal(await page.inputValue("#budget-0-amount"), "£10,000");
  for (const each of [budgets, other, opened]) await each.close();
});

test("words that mean harm are words in every field of every part", async () => {
  const opened = await open(browser, `${proposals()}/begin`, { state });
  const { page, faults } = opened;
  const proposal = await beginOne(page, "Harm");
  const harm = `"><script>document.title="x"</script>' =1+1 {cost.posts} \\ """`;
  const parts = [
    ["describe", ["Add a unit"]],
    ["funding", ["Add a source", "Add a fund"]],
    ["budgets", ["Add a budget"]],
    ["savings", ["Add a saving"]],
    ["stated", ["Add a figure"]],
    ["consultation", ["Add a meeting"]],
    ["implications", ["Add a statement", "Add a pool"]],
    ["report/comments", ["Add a comment"]],
    ["report/papers", ["Add an appendix", "Add a paper", "Add a promise", "Add a kept promise", "Add a statement"]],
  ];
  for (const [part, adds] of parts) {
    await page.goto(`${proposal}/${part}`);
    await unfold(page);
    for (const add of adds) await press(page, add);
    await unfold(page);
    const fields = page.locator(".muster-sheet input[type=text], .muster-sheet textarea");
    for (const field of await fields.all()) {
      await field.evaluate((one, words) => (one.value = words), harm);
    }
    await press(page, "Save");
    assert.notEqual(await page.title(), "x");
    for (const field of await fields.all()) {
      assert.equal(await field.inputValue(), harm, part);
    }
    assert.deepEqual(await overflow(page), [], part);
    assert.deepEqual(await barriers(page), [], part);
  }
  assert.deepEqual(faults.filter((fault) => !fault.includes("400")), []);
  await opened.close();
});

for (const scripts of [true, false]) {
  test(`a section is written with figures by name ${scripts ? "with" : "without"} scripts`, async () => {
    const opened = await open(browser, `${proposals()}/p-18-01/report`, { scripts, state });
    const { page, faults } = opened;
    await page.getByRole("link", { name: "Other Options Considered" }).click();
    await page.fill("#text", "It costs £45,000, or £32,500 at the least.\n\nAll in all {cost.ful_year}, of which ");
    await page.selectOption("#figure", "cost.full_year");
    if (scripts) {
      await page.getByRole("button", { name: "Insert a figure" }).click();
    } else {
      await press(page, "Insert a figure");
    }
    assert.match(await page.inputValue("#text"), /of which \{cost\.full_year\}$/);
    await page.waitForFunction(() => document.querySelector("#panel-figures")?.dataset.sentence ===
      "2 amounts match no figure. 1 name in braces is no figure.");
    const beside = page.locator("#panel");
    assert.match(await beside.textContent(), /£32,500 matches no figure\. Nearest: full-year cost of newly established posts, £28,376\./);
    assert.match(await beside.textContent(), /no figure named \{cost\.ful_year\}\. Did you mean \{cost\.full_year\}\?/);
    assert.deepEqual(await page.locator("span.muster-unmatched").allTextContents(), ["£45,000", "£32,500"]);
    assert.match(await page.locator(".muster-preview").textContent(), /of which £28,376/);
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(await overflow(page), []);
    await page.getByRole("button", { name: "Use the figure for £32,500" }).click();
    await page.waitForFunction(() => document.querySelector("#text")?.value.includes("{cost.additional.full_year} at the least"));
    await page.fill("#text", (await page.inputValue("#text")).replace("cost.ful_year", "cost.full_year"));
    await page.getByRole("button", { name: "Keep it and give its source for £45,000" }).click();
    await page.waitForURL("**/stated?amount=**");
    const value = page.locator("#stated-0-value");
    assert.equal(await value.inputValue(), "£45,000");
    await page.fill("#stated-0-what", "Estimate of the finance business partner, 3 September 2018");
    await press(page, "Save");
    await page.waitForURL("**/stated?done=saved");
    await page.goto(`${proposals()}/p-18-01/report/sections/other_options`);
    assert.equal(await page.locator("#panel-figures").textContent(), "Every amount matches a figure.");
    const report = await page.goto(`${proposals()}/p-18-01/report/report.html`);
    assert.match(await report.text(), /It costs £45,000/);
    // As it was, for the next.
    await page.goto(`${proposals()}/p-18-01/report/sections/other_options`);
    await page.fill("#text", "");
    await press(page, "Save");
    await page.waitForURL("**/other_options?done=saved");
    await page.goto(`${proposals()}/p-18-01/stated`);
    await page.getByRole("button", { name: /^Take out/ }).click();
    await page.waitForURL("**/stated?done=saved");
    assert.deepEqual(faults, []);
    await opened.close();
  });
}

for (const scripts of [true, false]) {
  test(`a chart comes at the end where no cursor stands ${scripts ? "with" : "without"} scripts`, async () => {
    const opened = await open(browser, `${proposals()}/p-18-01/report/sections/other_options`, { scripts, state });
    const { page, faults } = opened;
    await page.fill("#text", "As things stand.");
    await press(page, "Update preview");
    assert.deepEqual(
      await page.locator("#figure optgroup").evaluateAll((groups) => groups.map((group) => group.label).slice(-2)),
      ["Tables", "Charts"],
    );
    await page.selectOption("#figure", { label: "Chart of the structure before" });
    if (scripts) await page.getByRole("button", { name: "Insert a figure" }).click();
    else await press(page, "Insert a figure");
    assert.equal((await page.inputValue("#text")).trim(), "As things stand.\n\n{chart.before}");
    await press(page, "Save");
    await page.waitForURL("**/other_options?done=saved");
    // As it was, for the next.
    await page.goto(`${proposals()}/p-18-01/report/sections/other_options`);
    await page.fill("#text", "");
    await press(page, "Save");
    await page.waitForURL("**/other_options?done=saved");
    assert.deepEqual(faults, []);
    await opened.close();
  });
}

test("a section of the author's own is added, and taken out by emptying it", async () => {
  const opened = await open(browser, `${proposals()}/p-18-01/report`, { state });
  const { page } = opened;
  await page.getByRole("link", { name: "Add a section of your own" }).click();
  await page.fill("#text", "Recruitment starts in June.");
  await press(page, "Save");
  assert.deepEqual(await page.locator(".govuk-error-summary a").allTextContents(), ["Enter the heading of the section"]);
  await page.fill("#heading", "Timetable");
  await page.selectOption("#after", "purpose");
  await press(page, "Save and come back later");
  await page.getByRole("link", { name: "Timetable" }).click();
  await page.fill("#text", "");
  await page.fill("#heading", "");
  await press(page, "Save and come back later");
  assert.equal(await page.getByRole("link", { name: "Timetable" }).count(), 0);
  await opened.close();
});

for (const scripts of [true, false]) {
  test(`a finding leads to its place, and stands for a reason ${scripts ? "with" : "without"} scripts`, async () => {
    const opened = await open(browser, `${proposals()}/p-18-01/findings`, { scripts, state });
    const { page, faults } = opened;
    assert.match(await page.locator("main").textContent(), /0 to mend before clearance, \d+ to mend or acknowledge, \d+ to note/);
    const words = await page.locator(".muster-finding").allTextContents();
    assert.ok(words.every((text) => !/\[\[|`/.test(text)), "no card speaks of the fields of a case file");
    const card = page.locator(".muster-finding", { hasText: "section-missing" });
    await card.getByText("Acknowledge: ").click();
    await card.getByRole("button", { name: "Acknowledge", exact: true }).click();
    await page.waitForURL("**/findings/acknowledge");
    const said = page.locator(".govuk-error-summary a");
    assert.deepEqual(await said.allTextContents(), ["Enter the reason the report will print"]);
    await said.click();
    assert.match(await page.evaluate(() => document.activeElement.id), /^reason-\d+$/);
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(await overflow(page), []);
    await page.keyboard.type(`They come with the next revision. "><script>document.title="x"</script>`);
    await card.getByRole("button", { name: "Acknowledge", exact: true }).click();
    await page.waitForURL("**/findings?done=acknowledged");
    const stands = page.locator(".muster-finding", { hasText: "The report prints: They come with the next revision." });
    assert.equal(await stands.count(), 1);
    const report = await page.context().request.get(`${proposals()}/p-18-01/report/report.html`);
    assert.match(await report.text(), /They come with the next revision/);
    await stands.getByRole("button", { name: "Take the acknowledgement back" }).click();
    await page.waitForURL("**/findings?done=taken-back");
    await card.getByRole("link", { name: "Go to \u2018Report\u2019" }).click();
    await page.waitForURL("**/p-18-01/report");
    assert.deepEqual(faults.filter((fault) => !fault.includes("400")), []);
    await opened.close();
  });
}

test("a recommendation is worded from what it covers", async () => {
  const opened = await open(browser, `${proposals()}/p-18-01/recommendations`, { state });
  const { page } = opened;
  const printed = page.locator(".govuk-inset-text");
  assert.match(await printed.textContent(), /Commissioning Officer/);
  await press(page, "Add a recommendation");
  await page.getByLabel("Service Organiser", { exact: true }).check();
  await press(page, "Save");
  await page.waitForURL("**/recommendations?done=saved");
  assert.match(await printed.textContent(), /Service Organiser/);
  assert.doesNotMatch(await printed.textContent(), /Commissioning Officer/);
  assert.ok(await page.getByLabel("Service Organiser", { exact: true }).isChecked());
  assert.deepEqual(await barriers(page), []);
  await page.getByRole("button", { name: /^Take out/ }).click();
  await page.waitForURL("**/recommendations?done=saved");
  await opened.close();
});
