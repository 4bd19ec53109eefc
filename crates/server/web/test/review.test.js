// A proposal goes to others as a link; they comment, are answered, and change nothing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { ACCOUNT, startSite } from "./site.js";

const PASSWORD = "kettle harbour violin";
const HOSTILE = "<script>alert(1)</script> & \"quotes\" {cost.full_year}";

let browser, site, state;
const home = "/nottinghamshire-county-council";
const draft = `${home}/proposals/p-18-01`;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  state = await signIn(browser, site, ACCOUNT);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

async function account(name) {
  const { page, close } = await open(browser, `${site.address}/accounts/add`, { state });
  await page.fill("#person", `Officer ${name}`);
  await page.fill("#name", name);
  await page.getByLabel("Staff").check();
  await page.fill("#password", PASSWORD);
  await page.getByRole("button", { name: "Add this person" }).click();
  await page.waitForURL("**/accounts?done=added");
  await close();
  return signIn(browser, site, { name, password: PASSWORD });
}

/** Makes a link and resolves with its address. */
async function link(page, forWhom, role) {
  await page.goto(`${site.address}${draft}/people`);
  await page.fill("#for", forWhom);
  await page.getByLabel(role).check();
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.waitForURL("**/people?done=link");
  const card = page.locator(".muster-link", { hasText: forWhom });
  const address = await card.locator("a").innerText();
  assert.ok(address.startsWith(`${site.address}${home}/proposals/join/`), address);
  return address;
}

for (const scripts of [true, false]) {
  const how = scripts ? "with" : "without";
  test(`a reviewer comes by a link and comments, ${how} scripts`, async () => {
    const name = scripts ? "reviewer1" : "reviewer2";
    const theirs = await account(name);
    const mine = await open(browser, `${site.address}${draft}/review`, { scripts, state });
    const address = await link(mine.page, `Head of ${name}`, "Read it and comment on it");

    const before = await open(browser, `${site.address}${draft}`, { scripts, state: theirs });
    assert.equal(before.status, 404);
    await before.close();
    const other = await open(browser, address, { scripts, state: theirs });
    const { page } = other;
    assert.match(await page.locator("main").innerText(), /Group manager 2 asks you to read this proposal/);
    assert.deepEqual(await barriers(page), []);
    await page.getByRole("button", { name: "Open the proposal" }).click();
    await page.waitForURL("**/review?done=joined");
    const parts = await page.locator("nav.muster-parts a").allInnerTexts();
    assert.ok(!parts.includes("Changes") && parts.includes("Costs"), parts.join());

    await page.getByRole("link", { name: /^Comment on Disestablish and establish/ }).first().click();
    await page.getByRole("button", { name: "Add comment" }).click();
    assert.match(await page.title(), /^Error: /);
    await page.getByRole("link", { name: "Enter what you want to say" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "words");
    assert.deepEqual(await barriers(page), []);
    await page.fill("#words", HOSTILE);
    await page.getByRole("button", { name: "Add comment" }).click();
    await page.waitForURL("**/review?done=said");
    assert.ok((await page.locator(".muster-thread").first().innerText()).includes(HOSTILE));
    assert.deepEqual(await overflow(page), []);

    // The author answers and closes; the reviewer may answer, which opens it again.
    await mine.page.goto(`${site.address}${draft}/review`);
    const thread = (page) => page.locator(".muster-thread", { hasText: `Officer ${name}` }).first();
    await thread(mine.page).getByText("Answer").first().click();
    await thread(mine.page).getByLabel("Your answer").fill("It is Grade 4.");
    await thread(mine.page).getByRole("button", { name: "Add answer" }).click();
    await thread(mine.page).getByRole("button", { name: "Close this comment" }).click();
    await mine.page.waitForURL("**/review?done=closed");
    await page.goto(`${site.address}${draft}/review`);
    await page.getByText(/closed comment/).click();
    const text = await thread(page).innerText();
    assert.match(text, /It is Grade 4\.[\s\S]*Closed by Group manager 2/);
    await thread(page).getByRole("button", { name: "Erase my words" }).click();
    await page.waitForURL("**/review?done=erased");
    await page.getByText(/closed comment/).click();
    assert.match(await thread(page).innerText(), /The words were erased/);

    // Whoever may only read is led to the review, and nothing that they send changes the proposal.
    const led = await open(browser, `${site.address}${draft}/changes`, { scripts, state: theirs });
    assert.equal(new URL(led.page.url()).pathname, `${draft}/review`);
    const forged = await led.page.request.post(`${site.address}${draft}/changes`, {
      form: { revision: "2", do: "save" },
      headers: { origin: site.address },
    });
    assert.equal(forged.status(), 403);
    await led.close();

    await mine.page.goto(`${site.address}${draft}/people`);
    await mine.page.getByRole("button", { name: new RegExp(`Take the link back ?: Head of ${name}`) }).click();
    await mine.page.waitForURL("**/people?done=ended");
    await mine.page.getByRole("button", { name: new RegExp(`Take off ?: Officer ${name}`) }).click();
    await mine.page.waitForURL("**/people?done=off");
    await page.goto(address);
    assert.match(await page.locator("h1").innerText(), /can be used no longer/);
    await other.close();
    await mine.close();
  });
}

test("a second author comes by a link and changes the proposal", async () => {
  const theirs = await account("author2");
  const mine = await open(browser, `${site.address}${draft}/people`, { state });
  await mine.page.fill("#days", "0");
  await mine.page.getByRole("button", { name: "Make a link" }).click();
  const faults = await mine.page.locator(".govuk-error-summary li").allInnerTexts();
  assert.deepEqual(faults, [
    "Enter for whom the link is, such as a post or a team",
    "Days must be a whole number from 1 to 90",
  ]);
  assert.deepEqual(await barriers(mine.page), []);
  const address = await link(mine.page, "Service manager 5", "Write it, and say who else is on it");
  const other = await open(browser, address, { state: theirs });
  await other.page.getByRole("button", { name: "Open the proposal" }).click();
  await other.page.getByRole("link", { name: "Changes", exact: true }).click();
  assert.equal(await other.page.locator("h1").innerText(), "What changes");
  await other.close();
  await mine.close();
});

test("a comment that is typed and not sent is there on return", async () => {
  const about = `${site.address}${draft}/review?about=proposal`;
  const first = await open(browser, about, { state });
  await first.page.fill("#words", "Half a thought");
  await first.page.waitForResponse((answer) => answer.url().includes("/entries/review"));
  await first.close();
  const again = await open(browser, `${site.address}${draft}/review`, { state });
  assert.equal(await again.page.inputValue("#words"), "Half a thought");
  await again.close();
});
