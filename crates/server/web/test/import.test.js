// The opening import from the upload to the receipt: with scripts and without, by keyboard, on a phone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdirSync } from "node:fs";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { IMPORT_FILES, IMPORTS } from "./routes.js";
import { ACCOUNT, startSite } from "./site.js";
import { tabTo } from "./keyboard.js";
import { workbook } from "./workbook.js";

const PICTURES = process.env.MUSTER_PICTURES;

let browser, site, state;
/** A site that shows the progress of an import at once, however fast it is. */
let watched, watchedState;

before(async () => {
  [browser, site, watched] = await Promise.all([
    startBrowser(),
    startSite(),
    startSite({ isWatched: true }),
  ]);
  state = await signIn(browser, site, ACCOUNT);
  watchedState = await signIn(browser, watched, ACCOUNT);
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
  }
});

after(async () => {
  await browser?.close();
  await Promise.all([site?.stop(), watched?.stop()]);
});

/** A list with the faults of real ones: decimals of another country, a repeated number, hostile text. */
const FAULTY = [
  "Establishment of Anytown;;;;;;;",
  ";;;;;;;",
  "Post no;Job title;Department;Team;FTE;Grade;Postholder;End date",
  "P1;Team Manager;Adults;Placements;1,0;Band D;Postholder 014;",
  "P2;Service Organiser;Adults;Placements;0,5;Grade 99;Postholder 015;31/03/2027",
  "P2;=HYPERLINK(1)<script>alert(1)</script>\u202E;Adults;Placements;full time;Grade 4;;",
  `P4;${"Adviser for the coordination of arrangements ".repeat(4)};Adults;;1;Grade 4;Postholder 016;32/13/2020`,
  "Total;;;;4,5;;;",
].join("\r\n");

function file(name, text) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}

/** Looks at the page as it stands: nothing keeps people out of it, and it does not scroll sideways. */
async function look(page, picture) {
  if (PICTURES) {
    await page.screenshot({ path: `${PICTURES}/import-${picture}.png`, fullPage: true });
  }
  assert.equal(await page.locator("h1").count(), 1, "a page has one heading of the first level");
  assert.deepEqual(await overflow(page), [], "what is wider than the page");
  assert.deepEqual(await barriers(page), []);
}

const heading = async (page) => (await page.locator("h1").innerText()).replace(/\s+/g, " ").trim();

async function press(page, name) {
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name }).first().click()]);
}

/** Hands a list in, and says whose it is. */
async function handIn(page, list, council, { address } = site) {
  await page.goto(`${address}/imports`);
  await page.setInputFiles("#file", list);
  await press(page, "Upload");
  await page.fill("#body", council);
  await page.fill("#date-day", "1");
  await page.fill("#date-month", "4");
  await page.fill("#date-year", "2018");
  await press(page, "Continue");
}

for (const scripts of [true, false]) {
  for (const width of ["phone", "desk"]) {
    const how = `${width}${scripts ? "" : "-plain"}`;
    test(`a faulty list is mended and recorded on a ${width}, ${scripts ? "with" : "without"} scripts`, async () => {
      const council = `Anytown Council ${how}`;
      const opened = await open(browser, `${site.address}/imports`, { width, scripts, state });
      const { page } = opened;
      await press(page, "Upload");
      assert.match(await page.title(), /^Error: /);
      await look(page, `${how}-1-nothing-selected`);
      await page.setInputFiles("#file", file("picture.csv", "\x89PNG\r\n\x1a\n\0\0"));
      await press(page, "Upload");
      assert.match(await page.locator(".govuk-error-summary").innerText(), /must be an Excel or CSV file/);
      await page.setInputFiles("#file", file("posts.csv", FAULTY));
      await press(page, "Upload");

      await press(page, "Continue");
      const summary = await page.locator(".govuk-error-summary").innerText();
      assert.match(summary, /Enter the name of the council/);
      assert.match(summary, /Enter the day of the list/);
      await look(page, `${how}-2-about`);
      await page.fill("#body", council);
      await page.fill("#date-day", "1");
      await page.fill("#date-month", "4");
      await page.fill("#date-year", "2018");
      await press(page, "Continue");

      assert.equal(await page.getByRole("radio", { checked: true }).inputValue(), "0-3");
      await look(page, `${how}-3-headings`);
      await press(page, "Continue");

      await look(page, `${how}-4-columns`);
      await page.getByLabel("B: Job title").selectOption("nothing");
      await press(page, "Check the rows");
      assert.match(
        await page.locator(".govuk-error-summary").innerText(),
        /Choose which column holds the title of the post/,
      );
      await page.getByLabel("B: Job title").selectOption("fte");
      await press(page, "Check the rows");
      assert.match(await page.locator(".govuk-error-summary").innerText(), /B and E are both chosen/);
      await look(page, `${how}-5-columns-wrong`);
      await page.getByLabel("B: Job title").selectOption("title");
      await press(page, "Check the rows");

      assert.match(await page.locator("main").innerText(), /FTE is not a number: 3 rows\. E4 ‘1,0’; E5 ‘0,5’/);
      await press(page, "Continue");
      assert.match(await page.locator(".govuk-error-summary").innerText(), /Choose what to do about 5 problems/);
      await look(page, `${how}-6-rows`);
      await press(page, /^Read 2 rows as they were probably meant/);
      await press(page, "Leave out 1 row that cannot be read");
      await press(page, "Record as not known in 1 row");
      await look(page, `${how}-7-rows-mended`);
      await press(page, "Continue");

      assert.equal(await heading(page), "Opening import, step 5 of 5 Import 3 posts?");
      await look(page, `${how}-8-dry-run`);
      await page.getByLabel(/^Who answers/).fill("Head of Human Resources");
      const form = await page.locator("form[action$=record]").evaluate((form) => [
        form.action,
        new URLSearchParams(new FormData(form)).toString(),
      ]);
      await press(page, "Record the opening establishment");
      assert.equal(await heading(page), "Opening establishment recorded");
      await look(page, `${how}-9-receipt`);

      // The same form once more, as after Back: it finds what it did.
      const again = await page.request.post(form[0], {
        data: form[1],
        headers: { "content-type": "application/x-www-form-urlencoded", origin: site.address },
      });
      assert.match(await again.text(), /Opening establishment recorded/);

      await page.getByRole("link", { name: "See the posts" }).click();
      await page.waitForURL("**/establishment");
      const posts = await page.locator("main").innerText();
      assert.match(posts, /3 posts, 2\.5 FTE/);
      assert.doesNotMatch(posts, /Postholder 0/);
      await opened.close();
    });
  }
}

for (const scripts of [true, false]) {
  test(`a list is recorded by keyboard alone, ${scripts ? "with" : "without"} scripts`, async () => {
    const opened = await open(browser, `${site.address}/imports`, { scripts, state });
    const { page } = opened;
    // A browser's own dialogue chooses the file.
    await page.setInputFiles("#file", file("posts.csv", "Job title,Team,FTE\nAdviser,Placements,0.5\n"));
    await tabTo(page, "Upload");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/about");
    await tabTo(page, "Name of the council");
    await page.keyboard.type(`Keyboard Council ${scripts}`);
    for (const [label, value] of [["Day", "1"], ["Month", "4"], ["Year", "2018"]]) {
      await tabTo(page, label);
      await page.keyboard.type(value);
    }
    await page.keyboard.press("Enter");
    await page.waitForURL("**/headings");
    await tabTo(page, /^Row 1/);
    await tabTo(page, "Continue");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/columns");
    await tabTo(page, "Check the rows");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/rows");
    await tabTo(page, "Continue");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/record");
    await tabTo(page, "Record the opening establishment");
    await page.keyboard.press("Enter");
    await page.waitForURL(/imports\/[0-9a-f]{32}$/);
    assert.equal(await heading(page), "Opening establishment recorded");
    await opened.close();
  });
}

test("a list without rows is not recorded, and is erased", async () => {
  const opened = await open(browser, `${site.address}/imports`, { state });
  const { page } = opened;
  await handIn(page, file("none.csv", "Job title,Team,FTE\n"), "Nowhere Council");
  await press(page, "Continue");
  await press(page, "Check the rows");
  await press(page, "Continue");
  assert.match(await page.locator(".govuk-error-summary").innerText(), /No row of the list holds posts/);
  await look(page, "no-rows");
  const address = page.url().replace("/rows", "");
  await page.goto(`${address}/about`);
  await press(page, "Erase this list");
  assert.match(await page.locator(".govuk-notification-banner").innerText(), /The list is erased/);
  const answer = await page.goto(`${address}/rows`);
  assert.equal(answer.status(), 404);
  assert.equal(await heading(page), "This list is no longer here");
  await opened.close();
});

/** A list of so many posts, with who holds them. */
function many(rows) {
  const posts = Array.from({ length: rows }, (_, row) =>
    [`P${row}`, `Officer ${row % 40}`, `Department ${row % 9}`, `Team ${row % 900}`, "1", "Grade 4", `Postholder ${row}`].join(","),
  );
  return file("posts.csv", ["Post no,Job title,Department,Team,FTE,Grade,Postholder", ...posts].join("\n"));
}

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`20,000 rows are recorded while the progress is shown, and can be stopped, ${how} scripts`, async () => {
    const width = scripts ? "desk" : "phone";
    const opened = await open(browser, `${watched.address}/imports`, { width, scripts, state: watchedState });
    const { page } = opened;
    page.setDefaultTimeout(120_000);
    await handIn(page, many(20_000), `Largetown Council ${how}`, watched);
    await press(page, "Continue");
    await press(page, "Check the rows");
    assert.match(await page.locator(".muster-sums").innerText(), /20,000 rows of posts: 20,000 posts, 20,000 FTE/);
    await press(page, "Continue");
    assert.equal(await heading(page), "Opening import, step 5 of 5 Import 20,000 posts?");

    await press(page, "Record the opening establishment");
    assert.equal(await heading(page), "Recording the opening establishment");
    assert.match(await page.locator("main").innerText(), /It begins|\d of 20,000 rows/);
    await press(page, "Cancel");
    assert.match(await page.locator(".govuk-notification-banner").innerText(), /Stopped\. Nothing of the list is recorded\./);
    await look(page, `stopped-${width}`);
    await page.goto(`${watched.address}/largetown-council-${how}/establishment`);
    assert.match(await heading(page), /not found/i);

    await page.goBack();
    await press(page, "Record the opening establishment");
    assert.equal(await heading(page), "Recording the opening establishment");
    await look(page, `progress-${width}`);
    // With scripts the page leads to the receipt by itself.
    while (!scripts && page.url().endsWith("/progress")) {
      await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: "Update progress" }).click()]);
    }
    await page.waitForURL(/imports\/[0-9a-f]{32}$/);
    assert.equal(await heading(page), "Opening establishment recorded");
    await opened.close();
  });
}

/** Goes on to the dry run with whatever is guessed. */
async function toDryRun(page) {
  await press(page, "Continue");
  await press(page, "Check the rows");
  await press(page, "Continue");
}

test("two people import at once: nothing is overwritten, and whoever was late is told", async () => {
  const [one, other] = [
    await open(browser, `${site.address}/imports`, { state }),
    await open(browser, `${site.address}/imports`, { state }),
  ];
  for (const [{ page }, title] of [[one, "Adviser"], [other, "Officer"]]) {
    await handIn(page, file("posts.csv", `Job title,Team,FTE\n${title},Placements,1\n`), "Sametown Council");
    await toDryRun(page);
  }
  await press(one.page, "Record the opening establishment");
  assert.equal(await heading(one.page), "Opening establishment recorded");
  await press(other.page, "Record the opening establishment");
  assert.match(await heading(other.page), /The register already holds posts of Sametown Council/);
  await look(other.page, "already-held");
  await other.page.getByRole("link", { name: "Change its name" }).click();
  await other.page.waitForURL("**/about");
  await other.page.fill("#body", "Othertown Council");
  await press(other.page, "Continue");
  await toDryRun(other.page);

  await handIn(one.page, file("more.csv", "Job title,Team,FTE\nAnalyst,Placements,1\n"), "Thirdtown Council");
  await toDryRun(one.page);
  await press(one.page, "Record the opening establishment");
  await press(other.page, "Record the opening establishment");
  const summary = await other.page.locator(".govuk-error-summary").innerText();
  assert.match(summary, /Something else was recorded since you checked/);
  await press(other.page, "Record the opening establishment");
  assert.equal(await heading(other.page), "Opening establishment recorded");
  await Promise.all([one.close(), other.close()]);
});

test("a workbook with merged cells is read as it looks", async () => {
  const opened = await open(browser, `${site.address}/imports`, { state });
  const { page } = opened;
  const rows = [
    ["Establishment of Bookton", "", "", ""],
    ["Job title", "Team", "FTE", "Grade"],
    ["Service Organiser", "Placements", 0.5, "Grade 4"],
    ["Team Manager", "", 1, "Band D"],
    ["Adviser & trainer", "Finance", 0.25, ""],
  ];
  await handIn(page, workbook("posts.xlsx", rows, ["A1:D1", "B3:B4"]), "Bookton Council");
  assert.match(await page.locator("main").innerText(), /Row 2/);
  await look(page, "workbook-headings");
  await toDryRun(page);
  assert.equal(await heading(page), "Opening import, step 5 of 5 Import 3 rows of posts?");
  await press(page, "Record the opening establishment");
  await page.goto(`${site.address}/bookton-council/establishment?sort=unit`);
  const posts = await page.locator("table.muster-posts tbody").innerText();
  assert.match(posts, /Team Manager[^]*Placements/);
  assert.equal(posts.match(/Placements/g).length, 2, "both posts of the merged cell");
  await opened.close();
});

test("whoever is signed out between the steps signs in and goes on where they were", async () => {
  const opened = await open(browser, `${site.address}/imports`, { state });
  const { page } = opened;
  const context = page.context();
  await handIn(page, file("posts.csv", "Job title,Team,FTE\nAdviser,Placements,1\n"), "Latertown Council");
  await press(page, "Continue");
  assert.match(page.url(), /columns$/);
  const columns = page.url();
  await page.getByLabel("B: Team").selectOption("nothing");
  await context.clearCookies();
  await press(page, "Check the rows");
  assert.equal(await heading(page), "Sign in");
  await page.fill("#name", ACCOUNT.name);
  await page.fill("#password", ACCOUNT.password);
  await press(page, "Sign in");
  assert.equal(page.url(), columns, "the step that was under way");
  await press(page, "Check the rows");
  await press(page, "Continue");
  await context.clearCookies();
  await press(page, "Record the opening establishment");
  await page.fill("#name", ACCOUNT.name);
  await page.fill("#password", ACCOUNT.password);
  await press(page, "Sign in");
  assert.equal(await heading(page), "Opening import, step 5 of 5 Import 1 row of posts?");
  await press(page, "Record the opening establishment");
  assert.equal(await heading(page), "Opening establishment recorded");
  await opened.close();
});

test("the ledger keeps neither the name of the file nor of somebody who holds a post", async () => {
  const opened = await open(browser, `${site.address}/imports`, { width: "phone", state });
  const { page } = opened;
  const text = "Job title,Team,FTE,Postholder\nAdviser,Placements,1,Postholder 014\n";
  await handIn(page, file("posts of Postholder 014.csv", text), "Privatetown Council");
  await toDryRun(page);
  assert.equal(await page.getByLabel("Title in the ledger").inputValue(), "Opening establishment on 1 April 2018");
  await page.getByLabel("Title in the ledger").fill("");
  await press(page, "Record the opening establishment");
  assert.match(await page.locator(".govuk-error-summary").innerText(), /Enter a title for the ledger/);
  await look(page, "without-a-title");
  await page.getByLabel("Title in the ledger").fill("Posts of postholder 014");
  await press(page, "Record the opening establishment");
  assert.match(await page.locator(".govuk-error-summary").innerText(), /must not hold the name of somebody who holds a post/);
  await look(page, "title-with-a-name");
  await page.getByLabel("Title in the ledger").fill("Posts of the placements team");
  await press(page, "Record the opening establishment");
  await page.goto(`${site.address}/privatetown-council/decisions`);
  const decisions = await page.locator("main").innerText();
  assert.match(decisions, /Posts of the placements team/);
  assert.doesNotMatch(decisions, /Postholder/i);
  await opened.close();
});

test("every address of an import answers, and its file can be taken away", async () => {
  const opened = await open(browser, `${site.address}/imports`, { state });
  const { page } = opened;
  await handIn(page, file("posts.csv", "Job title,Team,FTE\nAdviser,Placements,full time\n"), "Routetown Council");
  await press(page, "Continue");
  await press(page, "Check the rows");
  const list = page.url().replace("/rows", "");
  for (const [, path, ends] of IMPORTS) {
    const answer = await page.goto(path.startsWith("/imports") ? site.address + path : list + path);
    assert.equal(answer.status(), 200, path);
    assert.ok(page.url().endsWith(ends), `${path} leads to ${page.url()}`);
  }
  for (const [, path, type, start] of IMPORT_FILES) {
    const answer = await page.request.get(list + path);
    assert.ok(answer.headers()["content-type"].startsWith(type));
    assert.ok((await answer.body()).toString("latin1").startsWith(start));
  }
  await opened.close();
});
