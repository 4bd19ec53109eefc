// Nothing that is typed into a proposal is lost: by leaving and coming back, by being signed out, by a kill of
// the server, by somebody else who saves meanwhile; with scripts and without.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { begin, press } from "./proposal.js";
import { ACCOUNT, OTHER, startSite } from "./site.js";

let browser, site, state, other;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  state = await signIn(browser, site, ACCOUNT);
  other = await signIn(browser, site, OTHER);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const proposals = () => `${site.address}/nottinghamshire-county-council/proposals`;

/** Begins a proposal with two posts of the register, and resolves with the address of its changes. */
async function beginWithPosts(page, title) {
  await begin(page, site, title);
  await page.locator("input[name=post]").nth(0).check();
  await page.locator("input[name=post]").nth(1).check();
  await press(page, "Add chosen posts");
  return page.url().split("?")[0];
}

const kept = (page) => page.locator(".govuk-notification-banner").textContent();

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`what is typed is there after leaving, until it is saved or discarded, ${how} scripts`, async () => {
    const opened = await open(browser, `${proposals()}/begin`, { scripts, state, width: "phone" });
    const { page, faults } = opened;
    const changes = await beginWithPosts(page, `Left and found ${how} scripts`);
    await page.selectOption("#r0-what", "disestablish");
    await page.fill("#r0-many", "no number");
    if (scripts) {
      // Leaving at once: nothing waits for the pause after the last key.
      await page.fill("#r0-from", "1 June 2019");
    } else {
      await page.fill("#r0-from", "1 June 2019");
      await press(page, "Update figures");
    }
    await page.goto(`${site.address}/help`);
    await page.goto(changes);
    // What was sent on leaving may be overtaken by whoever comes back at once.
    while ((await page.inputValue("#r0-from")) === "") await page.goto(changes);
    assert.match(await kept(page), /Entries from 10:00am are not in revision 2\. Save them or discard them\./);
    assert.equal(await page.inputValue("#r0-many"), "no number");
    assert.equal(await page.inputValue("#r0-from"), "1 June 2019");
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(await overflow(page), []);
    await page.fill("#r0-many", "1");
    await press(page, "Save them");
    await page.waitForURL("**/changes?done=saved");
    await page.goto(changes);
    assert.equal(await page.locator(".govuk-notification-banner").count(), 0);
    assert.equal(await page.inputValue("#r0-many"), "1");

    await page.selectOption("#r1-what", "change");
    await page.fill("#r1-title", "Ranger");
    await press(page, "Update figures");
    await page.goto(changes);
    await press(page, "Discard them");
    assert.match(await kept(page), /What was typed and not saved is discarded/);
    assert.equal(await page.inputValue("#r1-title"), "");
    assert.match(await page.locator(".muster-identity").textContent(), /Revision 3/);
    assert.deepEqual(faults, []);
    await opened.close();
  });
}

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`whoever is signed out in the middle of a form signs in and is back in it, ${how} scripts`, async () => {
    const own = await signIn(browser, site, ACCOUNT);
    const opened = await open(browser, `${proposals()}/begin`, { scripts, state: own });
    const { page } = opened;
    const changes = await beginWithPosts(page, `Signed out ${how} scripts`);
    await page.context().clearCookies();
    await page.selectOption("#r0-what", "disestablish");
    await page.fill("#r0-many", "99");
    await page.locator("#r0-note").evaluate((input) => (input.value = `"'><b>& half a line of Postholder 014`));
    if (scripts) {
      await page.locator("#panel .muster-stale").filter({ hasText: "You are signed out" }).waitFor();
    }
    await press(page, "Save");
    assert.match(await page.locator("main").textContent(), /You were signed out\. Sign in to go on/);
    assert.deepEqual(await barriers(page), []);
    // A slip on the way loses nothing either.
    await page.fill("#name", ACCOUNT.name);
    await page.fill("#password", "something else");
    await press(page, "Sign in");
    await page.fill("#password", ACCOUNT.password);
    await press(page, "Sign in");
    await page.waitForURL(changes);
    assert.match(await kept(page), /Entries from 10:00am are not in revision 2/);
    assert.equal(await page.inputValue("#r0-what"), "disestablish");
    assert.equal(await page.inputValue("#r0-many"), "99");
    assert.equal(await page.locator("#r0-note").inputValue(), `"'><b>& half a line of Postholder 014`);
    assert.match(await page.locator(".muster-identity").textContent(), /Revision 2/, "nothing was saved by itself");
    await opened.close();
  });
}

test("a form without entries that are kept is sent again only by whoever sent it", async () => {
  const opened = await open(browser, `${proposals()}/begin`, { state });
  const { page } = opened;
  await page.fill("#title", "Begun while signed out");
  await page.selectOption("#unit", "Commissioning and Placements Group");
  await page.check("input[value=on]");
  for (const [part, value] of [["day", "1"], ["month", "12"], ["year", "2018"]]) {
    await page.fill(`#from-${part}`, value);
  }
  await page.context().clearCookies();
  await press(page, "Save and choose posts");
  await page.fill("#name", ACCOUNT.name);
  await page.fill("#password", ACCOUNT.password);
  await press(page, "Sign in");
  assert.match(await page.locator("main").textContent(), /not recorded yet/);
  assert.deepEqual(await barriers(page), []);
  await press(page, "Send it now");
  await page.waitForURL("**/changes/posts**");
  assert.match(await page.locator(".muster-identity__title").textContent(), /Begun while signed out/);
  await opened.close();
});

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`rows that are pasted while signed out are there after signing in, ${how} scripts`, async () => {
    const own = await signIn(browser, site, ACCOUNT);
    const { page, close } = await open(browser, `${proposals()}/p-18-01/changes/paste`, { scripts, state: own });
    const rows = `Post\tWhat happens\tNote\nCommissioning Officer\tDisestablish\t'"><b>& \u00e9`;
    await page.fill("#rows", rows);
    await page.setInputFiles("#file", []);
    await page.context().clearCookies();
    await press(page, "Check rows");
    assert.match(await page.locator("main").textContent(), /You were signed out\. Sign in to go on/);
    await page.fill("#name", ACCOUNT.name);
    await page.fill("#password", ACCOUNT.password);
    await press(page, "Sign in");
    assert.match(await page.locator("main").textContent(), /not recorded yet/);
    await press(page, "Send it now");
    assert.equal(await page.locator("h1").textContent(), "Check 1 row");
    await page.getByText("Change the rows").click();
    assert.equal((await page.inputValue("#rows")).trim(), rows);
    await close();
  });
}

test("a file that is sent while signed out is asked for again", async () => {
  const own = await signIn(browser, site, ACCOUNT);
  const { page, close } = await open(browser, `${proposals()}/p-18-01/changes/paste`, { state: own });
  await page.setInputFiles("#file", { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from("Post\nOfficer\n") });
  await page.context().clearCookies();
  await press(page, "Check rows");
  assert.match(await page.locator("main").textContent(), /Select the file again after that/);
  await close();
});

test("a form of another site is neither carried out nor kept, signed in or not", async () => {
  const address = `${proposals()}/p-18-01/changes`;
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const headers of [{}, { cookie }]) {
    for (const path of [address, `${proposals()}/p-18-01/entries/changes`, `${site.address}/sign-in`]) {
      const answer = await fetch(path, {
        method: "POST",
        redirect: "manual",
        headers: { ...headers, "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" },
        body: new URLSearchParams({ revision: "2", "r0-note": "planted", next: "/", form: "revision=2&r0-note=planted" }),
      });
      assert.equal(answer.status, 403, path);
      assert.ok(!(await answer.text()).includes("planted"));
    }
  }
  const page = await (await fetch(address, { headers: { cookie } })).text();
  assert.ok(!page.includes("planted"));
});

test("a kill in the middle of typing loses nothing that was sent", async () => {
  const folder = await mkdtemp(join(tmpdir(), "muster-entries-"));
  let killed = await startSite({ folder });
  try {
    const own = await signIn(browser, killed, ACCOUNT);
    const changes = (of) => `${of.address}/nottinghamshire-county-council/proposals/p-18-01/changes`;
    for (let time = 1; time <= 10; time += 1) {
      const opened = await open(browser, changes(killed), { state: own });
      const { page } = opened;
      if (time > 1) {
        assert.match(await kept(page), /Entries from 10:00am are not in revision 2/);
        assert.equal(await page.inputValue("#r0-paragraph"), `${time - 1}`);
      }
      const sent = page.waitForResponse((answer) => answer.url().endsWith("/changes/panel"));
      await page.locator("#r0-paragraph").evaluate((input, words) => {
        input.value = words;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }, `${time}`);
      await sent;
      await killed.kill();
      await page.locator("#r0-paragraph").evaluate((input) => {
        input.value = "never sent";
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await page.locator("#panel .muster-stale").filter({ hasText: /^Figures are from .*Update figures\.$/ }).waitFor();
      await opened.close();
      killed = await startSite({ folder });
    }
  } finally {
    await killed.stop();
    await rm(folder, { recursive: true });
  }
});

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`two people in one proposal: both are there, and a clash is a choice, ${how} scripts`, async () => {
    const theirs = await open(browser, `${proposals()}/begin`, { scripts, state: other });
    const changes = await beginWithPosts(theirs.page, `Two people ${how} scripts`);
    const { page, faults, close } = await open(browser, changes, { scripts, state, width: "phone" });
    for (const [row, field, value] of [["r0", "grade", "Band E"], ["r1", "grade", "Grade 5"]]) {
      await theirs.page.selectOption(`#${row}-what`, "change");
      await theirs.page.fill(`#${row}-${field}`, value);
    }
    await press(theirs.page, "Save");
    await theirs.page.waitForURL("**/changes?done=saved");

    await page.selectOption("#r0-what", "change");
    await page.fill("#r0-grade", "Band F");
    await page.fill("#r0-from", "1 June 2019");
    await press(page, "Save");
    const main = page.locator("main");
    assert.match(await main.textContent(), /Group manager 4 saved revision 3 at 10:00am\. Yours is not saved yet\./);
    assert.match(await main.textContent(), /What Group manager 4 changed/);
    assert.match(await main.textContent(), /: new grade ‘Grade 5’, was nothing/);
    assert.match(await main.textContent(), /: from ‘1 June 2019’, was nothing/);
    assert.equal(await page.inputValue("#r1-grade"), "Grade 5", "what only they changed is taken");
    assert.equal(await page.inputValue("#r0-from"), "1 June 2019", "what only you changed stays");
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(await overflow(page), []);
    assert.match(await page.locator(".muster-identity").textContent(), /Revision 3/, "nothing is saved yet");

    // Leaving in the middle of it loses nothing, and a choice that is not made is asked for.
    await page.goto(`${site.address}/help`);
    await page.goto(changes);
    assert.match(await main.textContent(), /Group manager 4 saved revision 3/);
    await press(page, "Save");
    assert.match(await page.locator(".govuk-error-summary").textContent(), /Row 1, New grade: select which to keep/);
    assert.deepEqual(await barriers(page), []);
    await page.locator(".govuk-error-summary a").first().click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "r0-grade");
    await page.getByLabel("Band E").check();
    await press(page, "Update figures");
    assert.ok(await page.getByLabel("Band E").isChecked());
    await press(page, "Save");
    await page.waitForURL("**/changes?done=saved");
    assert.match(await page.locator(".muster-identity").textContent(), /Revision 4/);
    const values = [["#r0-grade", "Band E"], ["#r0-from", "1 June 2019"], ["#r1-grade", "Grade 5"]];
    for (const [field, value] of values) assert.equal(await page.inputValue(field), value);
    assert.equal(await page.locator("main .govuk-warning-text").count(), 0);
    assert.deepEqual(faults.filter((fault) => !/40[09]/.test(fault)), []);
    await close();
    await theirs.close();
  });
}

test("a row that somebody took out and somebody else went on with is a choice, and comes back", async () => {
  const theirs = await open(browser, `${proposals()}/begin`, { state: other });
  const changes = await beginWithPosts(theirs.page, "Taken out and gone on with");
  const { page, close } = await open(browser, changes, { state });
  const legend = await page.locator("#r0 legend").textContent();
  await page.selectOption("#r0-what", "make-permanent");
  await theirs.page.getByRole("button", { name: /^Take out of this proposal/ }).first().click();
  await theirs.page.waitForURL("**/changes?done=saved");
  await press(page, "Save");
  assert.match(await page.locator("main").textContent(), /Both of you changed the same/);
  await page.getByLabel("Make permanent").check();
  await press(page, "Save");
  await page.waitForURL("**/changes?done=saved");
  const back = page.locator("fieldset.muster-row", { hasText: legend });
  assert.equal(await back.locator("select[name$=-what]").inputValue(), "make-permanent");
  await close();
  await theirs.close();
});

test("a form that is sent twice is recorded once, and says when", async () => {
  const { page, close } = await open(browser, `${proposals()}/begin`, { state });
  const changes = await beginWithPosts(page, "Sent twice");
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const send = () =>
    fetch(changes, {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams({ revision: "2", "r0-what": "disestablish", "r1-what": "", do: "save" }),
    });
  const answers = await Promise.all([send(), send(), send()]);
  assert.ok(answers.every((answer) => answer.status === 200));
  const again = await send();
  assert.match(again.url, /done=recorded&in=3/);
  await page.goto(again.url);
  assert.match(await kept(page), /Already recorded at 10:00am, in revision 3/);
  assert.match(await page.locator(".muster-identity").textContent(), /Revision 3/);
  // Going back shows what is saved, and saving that is no new revision.
  await page.selectOption("#r1-what", "disestablish");
  await press(page, "Save");
  await page.waitForURL("**/changes?done=saved");
  await page.goBack();
  assert.equal(await page.inputValue("#r1-what"), "disestablish");
  await press(page, "Save");
  await page.waitForURL("**/changes?done=same");
  await close();
});

test("posts that are chosen while something is typed join it", async () => {
  const { page, close } = await open(browser, `${proposals()}/begin`, { scripts: false, state });
  await beginWithPosts(page, "Chosen meanwhile");
  await page.selectOption("#r0-what", "disestablish");
  await page.fill("#r0-many", "some");
  await press(page, "Choose posts");
  await page.locator("input[name=post]").nth(2).check();
  await press(page, "Add chosen posts");
  assert.match(await page.locator(".govuk-notification-banner").last().textContent(), /not in revision 3/);
  assert.equal(await page.inputValue("#r0-many"), "some");
  assert.equal(await page.locator("fieldset.muster-row").count(), 3);
  await close();
});

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`what changed is told in words, and an earlier revision comes back, ${how} scripts`, async () => {
    const { page, faults, close } = await open(browser, `${proposals()}/begin`, { scripts, state, width: "phone" });
    const changes = await beginWithPosts(page, `Looked back ${how} scripts`);
    await page.selectOption("#r0-what", "disestablish");
    await page.fill("#r0-many", "1");
    await press(page, "Save");
    await page.getByRole("link", { name: "History" }).click();
    const main = page.locator("main");
    assert.match(await main.textContent(), /What changed from revision 2 to revision 3/);
    assert.match(await main.textContent(), /what happens ‘Disestablish’, was nothing/);
    assert.match(await main.textContent(), /how many ‘1’, was nothing/);
    assert.equal(await main.getByRole("cell", { name: "You" }).count(), 3);
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(await overflow(page), []);
    await page.selectOption("#from", "1");
    await press(page, "Compare");
    assert.match(await main.textContent(), /What changed from revision 1 to revision 3/);
    assert.match(await main.textContent(), /: added/);
    await press(page, "Bring back revision 2");
    await page.waitForURL("**/history?done=restored&in=4");
    assert.match(await kept(page), /An earlier revision is the last one again, in revision 4/);
    assert.deepEqual(await barriers(page), []);
    await press(page, "Undo");
    await page.waitForURL("**/history?done=restored&in=5");
    await page.goto(changes);
    assert.equal(await page.inputValue("#r0-what"), "disestablish");
    const files = await Promise.all([3, 5].map((number) =>
      page.request.get(`${changes.replace("/changes", "/report/case.toml")}?revision=${number}`).then((file) => file.text()),
    ));
    assert.equal(files[0], files[1], "it is the same text");
    assert.deepEqual(faults, []);
    await close();
  });
}
