// Journey (a) whole by keyboard alone, from signing in to the files that are taken away: with scripts and without;
// on a phone, and on a desk at 400 %, which is as narrow and less than half as high.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { open, sitDown, startBrowser } from "./browser.js";
import { choose, fill, focused, follow, tabTo } from "./keyboard.js";
import { COUNCIL, proposalAt } from "./proposal.js";
import { ACCOUNT, startSite } from "./site.js";

/** A desk of 1280 by 1024 points at 400 %. */
const ZOOMED = { width: 320, height: 256 };

let browser, site, folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-keyboard-"));
  [browser, site] = await Promise.all([startBrowser(), startSite({ folder })]);
});

after(async () => {
  await browser?.close();
  await site?.stop();
  await rm(folder, { recursive: true });
});

async function signIn(page, address) {
  await page.goto(`${address}/sign-in`);
  await fill(page, "Sign-in name", ACCOUNT.name);
  await fill(page, "Password", ACCOUNT.password);
  await Promise.all([page.waitForURL(`${address}/`), page.keyboard.press("Enter")]);
}

/** What a link gives to take away. */
async function takeAway(page, words) {
  await tabTo(page, words);
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  return readFile(await download.path());
}

for (const scripts of [true, false]) {
  test(`a proposal is drafted, compared, mended and taken away by keyboard, ${scripts ? "with" : "without"} scripts`, async () => {
    const { page, faults, close } = await sitDown(browser, { scripts });
    await page.setViewportSize(scripts ? ZOOMED : { width: 320, height: 640 });
    await signIn(page, site.address);
    await follow(page, "Nottinghamshire County Council");
    if (scripts) {
      await tabTo(page, "Menu");
      await page.keyboard.press("Enter");
    }
    await follow(page, "Proposals");
    await follow(page, "Start a proposal");

    await fill(page, "Title of the report", `By keyboard ${scripts ? "with" : "without"} scripts`);
    await choose(page, "Unit that changes", "Commissioning and P");
    await tabTo(page, "On a date");
    await page.keyboard.press("Space");
    await fill(page, "Day", "1");
    await fill(page, "Month", "12");
    await fill(page, "Year", "2018");
    await follow(page, "Save and choose posts");

    const box = page.locator("input[name=post]");
    for (const place of [0, 1]) {
      await tabTo(page, (await box.nth(place).evaluate((one) => one.labels[0].textContent)).trim().replace(/\s+/g, " "));
      await page.keyboard.press("Space");
      assert.ok(await box.nth(place).isChecked());
    }
    await follow(page, "Add chosen posts");

    await choose(page, "What happens", "Disestablish");
    assert.equal(await page.inputValue("#r0-what"), "disestablish");
    await choose(page, "What happens", "Change");
    assert.equal(await page.inputValue("#r1-what"), "change");
    await fill(page, "New title", "Service Organiser");
    await fill(page, "New grade", "Grade 4");
    await follow(page, "Save");
    await page.waitForURL("**/changes?done=saved");
    const proposal = proposalAt(page);

    // Rows are pasted, and taken back with one press.
    await follow(page, "Paste rows");
    await tabTo(page, "Rows");
    await page.keyboard.insertText("Post\tWhat happens\tNew title\tNew grade\tFTE\n\tEstablish\tTeam Manager\tBand C\t1\n");
    await follow(page, "Check rows");
    await follow(page, "Add 1 change");
    await page.waitForURL("**/changes?done=pasted&in=4");
    assert.equal(await page.locator(".muster-row").count(), 3);
    await follow(page, "Undo");
    await page.goto(`${proposal}/changes`);
    assert.equal(await page.locator(".muster-row").count(), 2);
    await follow(page, "Paste rows");
    await tabTo(page, "Rows");
    await page.keyboard.insertText("Post\tWhat happens\tNew title\tNew grade\tFTE\n\tEstablish\tTeam Manager\tBand C\t1\n");
    await follow(page, "Check rows");
    await follow(page, "Add 1 change");

    await follow(page, "Move a team");
    await choose(page, "What moves?", "Commissioning and P");
    await choose(page, "Where to?", "Children, Families");
    await follow(page, "Say what this does");
    await follow(page, "Move the team");
    await page.waitForURL("**/changes?done=moved&in=*");
    assert.ok(await page.getByText("Commissioning and Placements Group moves into").first().isVisible());

    // A second option is worked on and adopted.
    await page.goto(`${proposal}/options`);
    await follow(page, "Add an option");
    await follow(page, "Adopt option B");
    await follow(page, "Adopt option B");
    await page.waitForURL("**/options?done=adopted**");

    // The words of a section, with an amount that is no figure; the finding mends it.
    await page.goto(`${proposal}/report/sections/purpose`);
    await tabTo(page, /^(Words|Text)/);
    await page.keyboard.insertText("The council saves about £45,000 a year.");
    await follow(page, "Save");
    await page.goto(`${proposal}/findings`);
    const fix = page.locator(".muster-finding form button").first();
    const words = (await fix.textContent()).trim();
    await follow(page, words);
    await page.waitForURL("**/findings?done=mended&in=*");
    assert.ok(await page.getByRole("button", { name: "Undo" }).isVisible());

    await page.goto(`${proposal}/report`);
    const docx = await takeAway(page, /^Word document/);
    assert.equal(docx.subarray(0, 2).toString(), "PK");
    assert.deepEqual(faults, []);
    await close();
  });
}

test("the PDF is taken away by keyboard from the program itself", async () => {
  await site.kill();
  // The example site has no printer, the program has one.
  const program = join(dirname(process.env.MUSTER_SITE), "../muster");
  const child = spawn(program, ["serve", "--data", folder, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  try {
    let address;
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8");
    address = await new Promise((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`the program ended with ${code}`)));
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on("line", (line) => {
          const found = /http:\/\/[\d.]+:\d+/.exec(line);
          if (found) resolve(found[0]);
        });
      }
    });
    const { page, close } = await open(browser, `${address}/sign-in`);
    await signIn(page, address);
    await page.goto(`${address}/${COUNCIL}/proposals/p-18-01/report`);
    const pdf = await takeAway(page, /^PDF/);
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    assert.notEqual(await focused(page), "");
    await close();
  } finally {
    child.kill("SIGTERM");
  }
});
