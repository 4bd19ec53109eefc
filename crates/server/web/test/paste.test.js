// Rows from a spreadsheet: pasted or in a file, asked about, and added all or none.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { begin, press } from "./proposal.js";
import { ACCOUNT, startSite } from "./site.js";

/** Rows of the large sheet, and in how many of them something is wrong. */
const MANY = 500;

let browser, site, state;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite({ posts: 2000 })]);
  state = await signIn(browser, site, ACCOUNT);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const sheet = (...rows) => rows.map((row) => row.join("\t")).join("\n");

/** Begins a proposal of a council and opens the page where rows are pasted. */
async function beginToPaste(page, council, title, unit) {
  await begin(page, site, title, { council, unit });
  await page.getByRole("link", { name: "Add only new posts" }).click();
  await page.getByRole("button", { name: "Paste rows" }).click();
}

const council = "nottinghamshire-county-council";
const unit = "Commissioning and Placements Group";

for (const scripts of [true, false]) {
  for (const width of ["phone", "desk"]) {
    const where = `on a ${width}, ${scripts ? "with" : "without"} scripts`;
    test(`rows are asked about until all can be added, ${where}`, async () => {
      const opened = await open(browser, site.address, { width, scripts, state });
      const { page, faults } = opened;
      await beginToPaste(page, council, `Pasted ${where}`, unit);
      assert.deepEqual(await barriers(page), []);
      const rows = sheet(
        ["Post", "What happens", "New title", "New grade", "FTE", "Cost code"],
        ["Commissioning Assistant", "Replaced", "Service Organiser", "G4", "0,5", "X1"],
        ["Commissioning Officer", "Deleted", "", "", "", "X2"],
        ["Reviewing Oficer", "Regrade", "", "G4", "", "X3"],
        ["Zookeeper", "Abolish", "", "", "", ""],
        ["", "", "Team Manager", "Band C", "1", ""],
      );
      await page.fill("#rows", rows);
      await press(page, "Check rows");
      assert.equal(await page.locator("h1").textContent(), "Check 5 rows");
      assert.ok(await page.getByText("1 ready, 4 need you.").isVisible());
      const asked = await page.locator(".govuk-error-summary a").allTextContents();
      assert.deepEqual(asked, [
        "Rows 2 and 4, New grade: ‘G4’ is not a grade of the council. Did you mean Grade 4?",
        "Row 2: FTE must be a number, such as 0.5. Did you mean 0.5?",
        "Row 3: several posts are called ‘Commissioning Officer’",
        "Row 4: no post is called ‘Reviewing Oficer’",
        "Row 5, What happens: ‘Abolish’ is nothing that happens to posts",
      ]);
      assert.deepEqual(await barriers(page), []);
      assert.deepEqual(await overflow(page), []);
      await press(page, "Use Grade 4 in both rows");
      assert.equal(await page.locator(".govuk-error-summary a").count(), 4);
      await page.fill("#means-0", "0.25");
      await page.getByRole("radio").nth(1).check();
      await page.getByRole("radio").nth(2).check();
      await page.selectOption("#reply-3", "Disestablish");
      await press(page, "Check rows");
      assert.deepEqual(await page.locator(".govuk-error-summary a").allTextContents(), [
        "Row 5: no post is called ‘Zookeeper’ or anything like it",
      ]);
      const isTaken = width === "desk";
      await press(page, isTaken ? "Not in the register: take it from row 5" : "Leave out row 5");
      assert.equal(await page.locator(".govuk-error-summary").count(), 0);
      assert.equal(await page.getByText("Zookeeper, not in the register").count(), isTaken ? 1 : 0);
      assert.match(await page.locator(".muster-read").textContent(), /FTE: 0.25/);
      assert.deepEqual(await barriers(page), []);
      await press(page, `Add ${isTaken ? 5 : 4} changes`);
      await page.waitForURL("**/changes?done=pasted&in=*");
      assert.equal(await page.locator(".muster-row").count(), isTaken ? 5 : 4);
      assert.equal(await page.inputValue("#r0-title"), "Service Organiser");
      assert.equal(await page.inputValue("#r0-grade"), "Grade 4");
      assert.deepEqual(faults, []);
      await opened.close();
    });
  }
}

test("a file is read as pasted rows are, and its columns can be corrected", async () => {
  const opened = await open(browser, site.address, { state });
  const { page } = opened;
  await beginToPaste(page, council, "From a file", unit);
  await press(page, "Check rows");
  assert.ok(await page.getByRole("link", { name: "Paste the rows, or select a file" }).isVisible());
  const csv = "Stelle;Vorgang;Anzahl\nService Organiser;Disestablish;\n";
  await page.setInputFiles("#file", { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await press(page, "Check rows");
  assert.ok(await page.getByRole("link", { name: /^Choose which column holds the post/ }).isVisible());
  await page.selectOption("#column-0", "post");
  await page.selectOption("#column-1", "what");
  await press(page, "Check rows");
  // The row of headings is a row, as nothing says that it is one.
  await press(page, "Leave out row 1");
  await press(page, "Add 1 change");
  await page.waitForURL("**/changes?done=pasted&in=*");

  await page.getByRole("button", { name: "Paste rows" }).click();
  const list = await page.request.get(`${site.address}/${council}/establishment.xlsx?on=2018-12-01&words=reviewing`);
  await page.setInputFiles("#file", { name: "list.xlsx", mimeType: "application/octet-stream", buffer: await list.body() });
  await press(page, "Check rows");
  const [asked] = await page.locator(".govuk-error-summary a").allTextContents();
  assert.match(asked, /^Row \d+, What happens: nothing is said$/);
  await page.locator("select[id^=reply-]").selectOption("Disestablish");
  await press(page, "Check rows");
  await press(page, "Add 1 change");
  await page.waitForURL("**/changes?done=pasted&in=*");

  await page.getByRole("button", { name: "Paste rows" }).click();
  await page.setInputFiles("#file", { name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 not rows") });
  await press(page, "Check rows");
  assert.ok(await page.getByRole("link", { name: "The file must be an Excel or CSV file" }).isVisible());
  await opened.close();
});

test("words that mean harm are words", async () => {
  const opened = await open(browser, site.address, { state });
  const { page, faults } = opened;
  await beginToPaste(page, council, "Harm", unit);
  const harm = `<script>document.title="x"</script>'=1+1 {cost.posts} \\ """`;
  const heads = ["Post", "What happens", "How many", "New title", "New grade", "FTE", "From", "Unit", "Paid by", "Note"];
  await page.fill("#rows", sheet(heads, heads.map(() => harm), ["", "Establish", "1", harm, harm, "1", "", "", harm, harm]));
  await press(page, "Check rows");
  assert.notEqual(await page.title(), "x");
  await press(page, "Leave out row 2");
  const stays = page.getByRole("button", { name: /^Keep/ });
  await Promise.all([page.waitForNavigation(), stays.click()]);
  await press(page, "Add 1 change");
  await page.waitForURL("**/changes?done=pasted&in=*");
  assert.equal(await page.inputValue("#r0-title"), harm);
  assert.deepEqual(faults, []);
  await opened.close();
});

test(`${MANY} rows with faults are added with few presses`, async () => {
  const opened = await open(browser, site.address, { state });
  const { page, faults } = opened;
  const invented = "anytown-county-council";
  await beginToPaste(page, invented, "Many rows", "Anytown County Council");
  const list = await page.request.get(`${site.address}/${invented}/establishment.csv?on=2018-12-01`);
  const [, ...lines] = (await list.text()).split("\r\n");
  const numbers = lines.map((line) => line.split(",")[0]).filter((number) => number.startsWith("P"));
  assert.ok(numbers.length > MANY, "the council has so many posts");
  const rows = numbers.slice(0, MANY).map((number, index) => {
    const grade = index % 5 === 0 ? "G4" : "Grade 5";
    const fte = index % 7 === 0 ? "0,5" : "0.5";
    const post = index % 50 === 49 ? "NONE" : number;
    return [post, "Disestablish and establish in its place", `Officer ${index}`, grade, fte];
  });
  await page.fill("#rows", sheet(["Post number", "What happens", "New title", "New grade", "FTE"], ...rows));
  await press(page, "Check rows");
  assert.equal(await page.locator("h1").textContent(), `Check ${MANY} rows`);
  const asked = await page.locator(".govuk-error-summary a").allTextContents();
  assert.equal(asked.length, 3, asked.join("\n"));
  await press(page, "Use all 2 suggestions");
  await press(page, "Leave out these 10 rows");
  assert.ok((await page.content()).length < 1_000_000, "the page is no heavier than a picture");
  await press(page, `Add ${MANY - 10} changes`);
  await page.waitForURL("**/changes?done=pasted&in=*");
  // Fifty rows are open; the form sends the others as they are.
  assert.equal(await page.locator("select[name$='-what']").count(), 50);
  const happens = await page.locator("[name$='-what']").evaluateAll((all) => all.map((one) => one.value));
  assert.equal(happens.filter((what) => what === "replace").length, MANY - 10);
  assert.deepEqual(faults, []);
  await opened.close();
});

test("what is ticked lasts over the pages of a list", async () => {
  const opened = await open(browser, site.address, { state });
  const { page, faults } = opened;
  await beginToPaste(page, "anytown-county-council", "Ticked", "Anytown County Council");
  await page.goto(page.url().replace("/paste", "/posts"));
  const caption = await page.locator(".muster-posts caption").textContent();
  const all = /^[\d,]+/.exec(caption.trim())[0];
  await press(page, "Select all 50 on this page");
  assert.equal(await page.locator("input[name=post]:checked").count(), 50);
  await press(page, "Next page");
  assert.ok(await page.getByText("50 lines of posts selected.").isVisible());
  assert.equal(await page.locator("input[name=post]:checked").count(), 0);
  await press(page, `Select all ${all} that match`);
  assert.ok(await page.getByText(`${all} lines of posts selected.`).isVisible());
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(faults, []);
  await opened.close();
});
