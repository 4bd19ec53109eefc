// Notices by e-mail, over a real mail server on loopback: each person chooses; nothing is lost, nobody is held up.

import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { barriers, open, overflow, signIn, startBrowser } from "./browser.js";
import { eventually, startMailServer } from "./mail-server.js";
import { makeFolder, startMuster } from "./muster.js";
import { press } from "./proposal.js";
import { freePort } from "./provider.js";
import { ACCOUNT, OTHER, startSite } from "./site.js";

/** The certificate of a server on localhost, with its key. */
const CERTIFICATE = fileURLToPath(new URL("./localhost.pem", import.meta.url));
const SECRET = "a-secret-between-the-two-of-them-alone";

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

const signedIn = (site, name) => signIn(browser, site, { name, password: ACCOUNT.password });

/** Gives somebody an e-mail address, as an administrator does. */
async function giveAddress(site, state, name, address) {
  const { page, close } = await open(browser, `${site.address}/accounts`, { state });
  await page.getByRole("link", { name, exact: true }).click();
  await page.fill("#address", address);
  await press(page, "Save the address");
  await page.waitForURL("**/accounts?done=address");
  await close();
}

/** Says how somebody wants to be told. */
async function choose(site, name, how, { address, scripts = true } = {}) {
  const state = await signedIn(site, name);
  const seat = await open(browser, `${site.address}/account`, { state, scripts });
  const { page } = seat;
  await page.getByLabel(how).check();
  if (address !== undefined) await page.fill("#notices_to", address);
  await press(page, "Save how you are told");
  return seat;
}

/** Begins a proposal, sends it for comments, and resolves with its reference. */
async function sendForComments(site, title) {
  const state = await signedIn(site, OTHER.name);
  const { page, close } = await open(browser, `${site.address}/nottinghamshire-county-council/proposals/begin`, { state });
  await page.fill("#title", title);
  await page.selectOption("#unit", "Commissioning and Placements Group");
  await page.check("input[value=open]");
  await press(page, "Save and choose posts");
  const proposal = page.url().split("/changes")[0];
  await page.goto(`${proposal}/describe`);
  await page.fill("#date", "19 November 2018");
  await page.fill("#decision-maker", "Policy Committee");
  await press(page, "Save");
  await page.goto(`${proposal}/check`);
  await press(page, "Send for comments");
  await page.waitForURL("**/comments?done=sent");
  await close();
  return proposal.split("/").at(-1).toUpperCase();
}

/** What an administrator reads of e-mail that does not go out. */
async function trouble(site, state) {
  const { page, close } = await open(browser, `${site.address}/accounts`, { state });
  const text = await page.locator("main").innerText();
  await close();
  return text;
}

const ONCE = "By e-mail at once, and on the page of notices";
const DAILY = "By one e-mail each morning, and on the page of notices";
const PAGE = "On the page of notices alone";

test("each officer is told of a step as they chose, and the mail says no word of the proposal", async () => {
  const mail = await startMailServer();
  const site = await startSite({ mail: mail.port });
  try {
    const state = await signIn(browser, site, ACCOUNT);
    for (const name of ["Finance", "HR"]) {
      await giveAddress(site, state, `${name} officer 1`, `${name.toLowerCase()}1@example.org`);
    }
    // Without scripts, and looked at; the choice is there again.
    const seat = await choose(site, "finance1", ONCE, { scripts: false });
    await seat.page.waitForURL("**/account?told=1");
    assert.deepEqual(await barriers(seat.page), []);
    assert.deepEqual(await overflow(seat.page), []);
    await seat.page.setViewportSize({ width: 320, height: 640 });
    assert.deepEqual(await overflow(seat.page), []);
    await seat.page.goto(`${site.address}/account`);
    assert.equal(await seat.page.getByLabel(ONCE).isChecked(), true);
    await seat.close();
    const scripted = await choose(site, "hr1", DAILY);
    await scripted.page.waitForURL("**/account?told=1");
    assert.deepEqual(await barriers(scripted.page), []);
    await scripted.page.setViewportSize({ width: 320, height: 640 });
    assert.deepEqual(await overflow(scripted.page), []);
    await scripted.close();
    await (await choose(site, "legal1", ONCE, { address: "legal1@example.org" })).close();

    const reference = await sendForComments(site, "A title that nobody outside is to read");
    const [message] = await eventually("a message", () => {
      const messages = mail.to("finance1@example.org");
      return messages.length > 0 && messages;
    });
    assert.equal(message.from, "muster@example.org");
    for (const header of [
      /^From: Muster <muster@example\.org>$/m,
      /^To: finance1@example\.org$/m,
      new RegExp(`^Subject: ${reference} waits for your comment$`, "m"),
      /^Date: Mon, 01 Oct 2018 09:00:00 \+0000$/m,
      /^Message-ID: <[0-9a-f]{32}@example\.org>$/m,
      /^Auto-Submitted: auto-generated$/m,
      /^Content-Type: text\/plain; charset=utf-8$/m,
    ]) {
      assert.match(message.head, header);
    }
    assert.equal(
      message.body.replaceAll("\r\n", "\n").trimEnd(),
      [
        `${reference} waits for your comment.`,
        `https://muster.example.org/nottinghamshire-county-council/proposals/${reference.toLowerCase()}`,
        "",
        "You get this because of what your account for Muster may do.",
        "Nobody reads an answer. Choose how you are told: https://muster.example.org/account",
      ].join("\n"),
    );
    assert.doesNotMatch(message.raw, /title that nobody/);
    await eventually("the mail to the address of their own", () => mail.to("legal1@example.org").length === 1);
    assert.equal(mail.to("hr1@example.org").length, 0);

    // The next morning HR has one message of what there was.
    const other = await sendForComments(site, "Another");
    await eventually("the second message", () => mail.to("finance1@example.org").length === 2);
    await site.on("2018-10-02");
    const [summary] = await eventually("the summary", () => {
      const messages = mail.to("hr1@example.org");
      return messages.length > 0 && messages;
    });
    assert.match(summary.head, /^Subject: 2 notices from Muster$/m);
    assert.match(summary.body, new RegExp(`${reference} waits for your comment\\.`));
    assert.match(summary.body, new RegExp(`${other} waits for your comment\\.`));
    assert.equal(mail.to("hr1@example.org").length, 1);
    assert.equal(mail.to("finance1@example.org").length, 2);
  } finally {
    await site.stop();
    await mail.stop();
  }
});

test("what cannot stand in the head of a message is refused, and so is no address", async () => {
  const mail = await startMailServer();
  const site = await startSite({ mail: mail.port });
  try {
    const wrong = await choose(site, "finance1", ONCE, { address: "finance1@example.org, other@example.org" });
    assert.match(await wrong.page.title(), /^Error: /);
    assert.deepEqual(await wrong.page.locator(".govuk-error-summary li").allInnerTexts(), [
      "Enter an e-mail address such as name@example.org",
    ]);
    assert.equal(await wrong.page.locator("#notices_to").inputValue(), "finance1@example.org, other@example.org");
    assert.deepEqual(await barriers(wrong.page), []);
    const forged = await wrong.page.request.post(`${site.address}/account/notices`, {
      form: { how: "at-once", notices_to: "finance1@example.org\r\nBcc: other@example.org" },
      headers: { origin: site.address },
    });
    assert.equal(forged.status(), 400);
    const nothing = await wrong.page.request.post(`${site.address}/account/notices`, {
      form: { how: "whenever" },
      headers: { origin: site.address },
    });
    assert.equal(nothing.status(), 400);
    await wrong.close();
    const none = await choose(site, "finance1", DAILY, { address: "" });
    assert.deepEqual(await none.page.locator(".govuk-error-summary li").allInnerTexts(), [
      "Enter an e-mail address, or select to be told on the page of notices alone",
    ]);
    await none.page.getByLabel(PAGE).check();
    await press(none.page, "Save how you are told");
    await none.page.waitForURL("**/account?told=1");
    await none.close();
  } finally {
    await site.stop();
    await mail.stop();
  }
});

test("a server that is away is tried again, though the power goes, and an address that is refused holds up nobody", async () => {
  const { folder, remove } = await makeFolder();
  let mail = await startMailServer();
  const { port } = mail;
  await mail.stop();
  let site = await startSite({ mail: port, folder });
  try {
    let state = await signIn(browser, site, ACCOUNT);
    for (const name of ["Finance", "HR"]) {
      await giveAddress(site, state, `${name} officer 1`, `${name.toLowerCase()}1@example.org`);
    }
    const reference = await sendForComments(site, "While the server is away");
    const waiting = await eventually("a word to the administrator", async () => {
      const text = await trouble(site, state);
      return text.includes("E-mail does not go out: 2 messages waiting") && text;
    });
    assert.match(waiting, /refused/);
    await site.kill();
    mail = await startMailServer({ port });
    mail.refuse("hr1@example.org", 550);
    site = await startSite({ mail: port, folder });
    await site.on("2018-10-02");
    const [message] = await eventually("the message", () => {
      const messages = mail.to("finance1@example.org");
      return messages.length > 0 && messages;
    });
    assert.match(message.head, new RegExp(`^Subject: ${reference} waits for your comment$`, "m"));
    state = await signIn(browser, site, ACCOUNT);
    const text = await eventually("what did not arrive", async () => {
      const text = await trouble(site, state);
      return text.includes("E-mail that did not arrive") && text;
    });
    assert.doesNotMatch(text, /E-mail does not go out/);
    assert.match(text, /HR officer 1\s.*permanent error \(550\): <hr1@example\.org> is not taken/);
    const { page, close } = await open(browser, `${site.address}/accounts`, { state });
    assert.deepEqual(await barriers(page), []);
    await page.setViewportSize({ width: 320, height: 640 });
    assert.deepEqual(await overflow(page), []);
    await close();

    // One that is not taken yet is taken the next day; others are not held up.
    mail.refuse("finance1@example.org", 451);
    mail.refuse("hr1@example.org", undefined);
    await sendForComments(site, "Another");
    await eventually("the mail to HR", () => mail.to("hr1@example.org").length === 1);
    mail.refuse("finance1@example.org", undefined);
    await site.on("2018-10-03");
    await eventually("the mail to finance", () => mail.to("finance1@example.org").length === 2);
    assert.equal(mail.to("hr1@example.org").length, 1);
  } finally {
    await site.stop();
    await mail.stop();
    await remove();
  }
});

/** What a mail server may be, and what becomes of a message then: how it is secured, what it is like, what is wrong. */
const SERVERS = [
  ["starttls", {}, undefined],
  ["tls", { secure: true }, undefined],
  ["starttls", { trusts: false }, /invalid peer certificate/],
  ["tls", { secure: true, trusts: false }, /invalid peer certificate/],
  ["starttls", { hideSTARTTLS: true }, /STARTTLS is not supported on this server/],
  ["starttls", { users: { muster: "another password" } }, /permanent error \(535\)/],
];

test("the program sends what waited, over TLS, and tells nobody whom it cannot trust", async () => {
  const { folder, remove } = await makeFolder();
  const dead = await freePort();
  const written = join(folder, "written");
  await mkdir(written);
  const site = await startSite({ mail: dead, folder: written });
  try {
    const state = await signIn(browser, site, ACCOUNT);
    await giveAddress(site, state, "Finance officer 1", "finance1@example.org");
    await sendForComments(site, "Before the program starts");
    await eventually("a message that waits", async () => (await trouble(site, state)).includes("1 message waiting"));
    await site.stop();
    const pem = await readFile(CERTIFICATE);
    for (const [security, { trusts = true, ...server }, fault] of SERVERS) {
      const own = await mkdtemp(join(folder, "own-"));
      await cp(written, join(own, "data"), { recursive: true });
      const mail = await startMailServer({ users: { muster: SECRET }, key: pem, cert: pem, ...server });
      const muster = await startMuster({
        folder: own,
        port: await freePort(),
        files: { "muster.toml": settings(security, mail.port), "mail-password": `${SECRET}\n` },
        environment: trusts ? { SSL_CERT_FILE: CERTIFICATE } : {},
      });
      if (fault) {
        const signed = await signIn(browser, muster, ACCOUNT);
        const said = await eventually("why it did not arrive", async () => {
          const text = await trouble(muster, signed);
          return fault.test(text) && text;
        });
        assert.match(said, /Finance officer 1/);
        assert.doesNotMatch([said, ...muster.said].join("\n"), new RegExp(SECRET));
        assert.equal(mail.to("finance1@example.org").length, 0);
      } else {
        await eventually("the message", () => mail.to("finance1@example.org").length === 1);
        const [message] = mail.to("finance1@example.org");
        assert.deepEqual([message.secure, message.user], [true, "muster"]);
      }
      await muster.stop();
      await mail.stop();
    }
  } finally {
    await site.stop();
    await remove();
  }
});

function settings(security, port) {
  return `
address = "https://muster.example.org/"

[mail]
server = "localhost"
port = ${port}
security = "${security}"
from = "Muster <muster@example.org>"
user = "muster"
password-file = "mail-password"
`;
}
