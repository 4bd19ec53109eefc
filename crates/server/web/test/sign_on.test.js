// Signing in through an identity provider: who is let in, and everybody who is not.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, open, overflow, sitDown, startBrowser } from "./browser.js";
import { makeFolder, startMuster } from "./muster.js";
import { FALSEHOODS, freePort, signInThere, startProvider } from "./provider.js";

const SECRET = "a-secret-between-the-two-of-them-alone";
const PASSWORD = "teapot lantern gravel";
const verified = (email, more = {}) => ({ email, email_verified: true, name: "Officer", ...more });

/** Everybody at the provider, by their number there. */
const PEOPLE = {
  p7: verified("Officer7@Example.org"),
  p8: verified("officer8@example.org"),
  p9: { ...verified("officer9@example.org"), email_verified: false },
  p10: verified("officer10@example.org", { groups: ["muster-hr", "everybody"] }),
  p11: verified("officer11@example.org"),
  p12: verified("officer7@example.org"),
};

let browser, folder, ports, provider, muster, administrator;

function settings(passwords) {
  return `
address = "http://127.0.0.1:${ports.site}"

[sign-in]
name = "Exampleshire account"
issuer = "http://localhost:${ports.provider}"
client-id = "muster"
client-secret-file = "secret"
passwords = "${passwords}"

[[sign-in.group]]
name = "muster-hr"
role = "hr"
`;
}

async function restart(passwords, isNew = false) {
  await muster?.stop();
  const files = { "muster.toml": settings(passwords), secret: `${SECRET}\n` };
  muster = await startMuster({ folder: folder.folder, port: ports.site, files, isNew });
}

async function restartProvider() {
  await provider?.stop();
  provider = await startProvider({ port: ports.provider, site: `http://127.0.0.1:${ports.site}`, secret: SECRET });
  await provider.tell(PEOPLE);
}

/** Gives somebody an account for an address, without a password. */
async function invite(name, address) {
  const { page, close } = await open(browser, `${muster.address}/accounts/add`, { state: administrator });
  await page.fill("#person", name);
  await page.fill("#address", address);
  await page.getByLabel("Staff").check();
  await page.getByRole("button", { name: "Add this person" }).click();
  await page.waitForURL("**/accounts?done=added");
  await close();
}

/** What an administrator presses on the page of somebody's account. */
async function change(name, press) {
  const { page, close } = await open(browser, `${muster.address}/accounts`, { state: administrator });
  await page.getByRole("link", { name, exact: true }).click();
  await press(page);
  await page.waitForURL("**/accounts?done=*");
  await close();
}

/** A browser that has been through the provider as somebody, up to where Muster answers. */
async function come(who, how = {}) {
  const seat = await sitDown(browser, how);
  await seat.page.goto(`${muster.address}/sign-in?next=/account`);
  await seat.page.getByRole("button", { name: "Sign in with Exampleshire account" }).click();
  await signInThere(seat.page, who);
  await seat.page.waitForURL(`${muster.address}/**`);
  return seat;
}

/** Nobody is signed in there, whatever the page says. */
async function assertOut(page) {
  await page.goto(`${muster.address}/account`);
  assert.match(page.url(), /\/sign-in\?/);
}

/** The latest words of the audit trail. */
async function trail() {
  const { page, close } = await open(browser, `${muster.address}/audit`, { state: administrator });
  const text = await page.locator("main").innerText();
  await close();
  return text;
}

before(async () => {
  [browser, folder] = await Promise.all([startBrowser(), makeFolder()]);
  ports = { site: await freePort(), provider: await freePort() };
  await restart("everybody", true);
  await restartProvider();
  const { page, close } = await open(browser, `${muster.address}/setup`);
  await page.fill("#code", muster.code);
  await page.fill("#person", "Administrator 1");
  await page.fill("#name", "administrator1");
  await page.fill("#password", PASSWORD);
  await page.getByRole("button", { name: "Make my account" }).click();
  await page.waitForURL("**/set-up");
  administrator = await page.context().storageState();
  await close();
  await invite("Officer 7", "officer7@example.org");
  await invite("Officer 9", "officer9@example.org");
  await invite("Officer 10", "officer10@example.org");
});

after(async () => {
  await browser?.close();
  await muster?.stop();
  await provider?.stop();
  await folder?.remove();
});

for (const scripts of [true, false]) {
  for (const width of ["desk", "phone"]) {
    test(`somebody with an invited address signs in, and out, ${scripts ? "with" : "without"} scripts, at a ${width}`, async () => {
      const start = await open(browser, `${muster.address}/sign-in`, { scripts, width });
      assert.deepEqual(await barriers(start.page), []);
      assert.deepEqual(await overflow(start.page), []);
      await start.close();

      const { page, close } = await come("p7", { scripts, width });
      assert.equal(page.url(), `${muster.address}/account`);
      assert.match(await page.locator("main").innerText(), /Officer 7/);
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.waitForURL("**/sign-in?out=1");
      assert.match(await page.locator("main").innerText(), /You are signed out of Muster/);
      assert.deepEqual(await barriers(page), []);
      await page.getByRole("link", { name: "Sign out of Exampleshire account too" }).click();
      await page.waitForURL(/localhost.*session\/end/);
      await assertOut(page);
      await close();
    });
  }
}

test("what somebody typed before they were signed out comes back with them", async () => {
  const { page, close } = await open(browser, `${muster.address}/help`);
  await page.evaluate(() => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: "/anytown/proposals/p-1/changes" });
    form.append(Object.assign(document.createElement("input"), { name: "title", value: "What was typed" }));
    document.body.append(form);
    form.submit();
  });
  await page.getByRole("button", { name: "Sign in with Exampleshire account" }).click();
  assert.deepEqual(await barriers(page), []);
  await page.getByRole("button", { name: "Go on to Exampleshire account" }).click();
  await signInThere(page, "p7");
  await page.waitForURL(`${muster.address}/**`);
  assert.match(await page.locator("h1").innerText(), /Send it once more/);
  assert.equal(await page.locator("input[name=title]").inputValue(), "What was typed");
  await close();
});

test("somebody whom nobody invited reads whom to ask", async () => {
  const { page, close } = await come("p8", { width: "phone" });
  const words = await page.locator("main").innerText();
  assert.match(words, /You have no account for Muster yet/);
  assert.match(words, /Ask an administrator of Muster to make one for officer8@example.org/);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(await overflow(page), []);
  await assertOut(page);
  await close();
});

test("an address that the provider has not verified lets nobody in", async () => {
  const { page, close } = await come("p9");
  assert.match(await page.locator("main").innerText(), /does not tell Muster an e-mail address that is certainly yours/);
  await assertOut(page);
  await close();
});

test("the address of somebody who is linked already lets nobody else in", async () => {
  const { page, close } = await come("p12");
  assert.match(await page.locator("h1").innerText(), /You have no account/);
  await assertOut(page);
  await close();
});

test("groups give what the settings say, until the person leaves them", async () => {
  const said = async () => {
    const { page, close } = await come("p10");
    const words = await page.locator("main").innerText();
    await close();
    return words;
  };
  assert.match(await said(), /Staff, HR/);
  await provider.tell({ ...PEOPLE, p10: verified("officer10@example.org", { groups: ["everybody"] }) });
  assert.doesNotMatch(await said(), /HR/);
  await provider.tell(PEOPLE);
});

test("an answer with another state, and one that comes twice, let nobody in", async () => {
  const { page, close } = await sitDown(browser);
  let returned;
  page.on("request", (request) => {
    returned ??= request.url().includes("/sign-in/return?") ? request.url() : undefined;
  });
  await page.goto(`${muster.address}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Exampleshire account" }).click();
  await page.waitForURL(/interaction/);
  const attempt = await page.context().cookies(muster.address);
  await signInThere(page, "p7");
  await page.waitForURL(`${muster.address}/`);

  const again = async (address, cookies) => {
    await page.context().clearCookies();
    await page.context().addCookies(cookies);
    assert.equal((await page.goto(address)).status(), 400);
    assert.match(await page.locator("h1").innerText(), /Sign in once more/);
    await assertOut(page);
  };
  const tampered = new URL(returned);
  tampered.searchParams.set("state", "A".repeat(43));
  await again(tampered.href, attempt);
  // The browser let go of the attempt.
  await again(returned, []);
  // Somebody puts it back: then the provider refuses the code.
  await again(returned, attempt);
  await close();
  const words = await trail();
  assert.match(words, /belongs to no attempt/);
  assert.match(words, /refused the code/);
});

test("whoever goes back at the provider is not signed in", async () => {
  const { page, close } = await sitDown(browser);
  await page.goto(`${muster.address}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Exampleshire account" }).click();
  await page.waitForURL(/interaction/);
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.waitForURL(`${muster.address}/**`);
  assert.match(await page.locator("main").innerText(), /did not let you in, or you went back/);
  await assertOut(page);
  await close();
});

for (const falsehood of FALSEHOODS) {
  test(`a token with ${falsehood} lets nobody in`, async () => {
    await provider.tell(PEOPLE, falsehood);
    const { page, close } = await come("p7");
    const heading = await page.locator("h1").innerText();
    assert.match(heading, /You are not signed in|Sign in once more|clocks disagree/);
    await assertOut(page);
    await close();
    await provider.tell(PEOPLE);
    assert.match(await trail(), /Could not sign in through the identity provider: /);
  });
}

test("a provider that changes its keys goes on as before", async () => {
  await restartProvider();
  const { page, close } = await come("p7");
  assert.equal(page.url(), `${muster.address}/account`);
  await close();
});

test("a provider that is down lets nobody in, and an administrator has a password", async () => {
  await restart("administrators");
  await provider.stop();
  const { page, close } = await sitDown(browser);
  await page.goto(`${muster.address}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Exampleshire account" }).click();
  await page.waitForURL("**/sign-in/provider");
  assert.match(await page.locator("main").innerText(), /cannot reach Exampleshire account/);
  assert.deepEqual(await barriers(page), []);
  await assertOut(page);
  await page.goto(`${muster.address}/sign-in`);
  await page.getByText("Administrators: sign in with a password").click();
  await page.fill("#name", "administrator1");
  await page.fill("#password", PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${muster.address}/`);
  administrator = await page.context().storageState();
  await close();
  provider = undefined;
  await restartProvider();
});

test("where passwords are off, only an administrator's counts", async () => {
  const { page, close } = await open(browser, `${muster.address}/accounts/add`, { state: administrator });
  await page.fill("#person", "Officer 20");
  await page.fill("#name", "officer20");
  await page.getByLabel("Staff").check();
  await page.fill("#password", PASSWORD);
  await page.getByRole("button", { name: "Add this person" }).click();
  await page.waitForURL("**/accounts?done=added");
  await close();
  const out = await open(browser, `${muster.address}/sign-in`);
  await out.page.getByText("Administrators: sign in with a password").click();
  await out.page.fill("#name", "officer20");
  await out.page.fill("#password", PASSWORD);
  await out.page.getByRole("button", { name: "Sign in", exact: true }).click();
  assert.match(await out.page.locator(".govuk-error-summary").innerText(), /Sign in with Exampleshire account instead/);
  assert.deepEqual(await barriers(out.page), []);
  await assertOut(out.page);
  // An account without a password has none that is empty.
  await out.page.goto(`${muster.address}/sign-in`);
  await out.page.getByText("Administrators: sign in with a password").click();
  await out.page.fill("#name", "officer7@example.org");
  await out.page.fill("#password", " ");
  await out.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await assertOut(out.page);
  await out.close();
});

test("somebody whose account is parted, and somebody whose account has ended, are not let in", async () => {
  await invite("Officer 11", "officer11@example.org");
  await (await come("p11")).close();
  await change("Officer 11", async (page) => {
    await page.fill("#address", "");
    await page.getByRole("button", { name: "Save the address" }).click();
  });
  await change("Officer 11", (page) => page.getByRole("button", { name: "Part the account" }).click());
  const parted = await come("p11");
  assert.match(await parted.page.locator("h1").innerText(), /You have no account/);
  await assertOut(parted.page);
  await parted.close();

  const before = await come("p10");
  await change("Officer 10", async (page) => {
    await page.getByLabel("The account ends now").check();
    await page.getByRole("button", { name: "End the account" }).click();
  });
  await assertOut(before.page);
  await before.close();
  const ended = await come("p10");
  assert.match(await ended.page.locator("h1").innerText(), /Your account for Muster has ended/);
  assert.deepEqual(await barriers(ended.page), []);
  await assertOut(ended.page);
  await ended.close();
  assert.match(await trail(), /as Officer 10: the account has ended/);
});
