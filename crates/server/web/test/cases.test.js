// Each of the five cases goes from a draft to its decision, by everybody whose part it is, each with their own
// account; and the register is then as the report says.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { open, startBrowser } from "./browser.js";
import { press } from "./proposal.js";
import { startSite } from "./site.js";
import { look, office } from "./way.js";

const COMMITTEE = "Children and Young People's Committee";

/**
 * The cases in the order of their dates: what is typed in because the report does not say it, the days on which
 * it is worked on, published and decided, who decides, what must happen besides, and what the register then
 * holds on a day.
 */
const CASES = [
  {
    file: "2010-03-bolton-commissioning",
    council: "bolton-council",
    unit: "Adults and Community Services",
    written: "2010-03-01",
    decided: "2010-03-31",
    // The first working day after call-in.
    free: "2010-04-12",
    deciders: {
      decider1: "Executive Member for Adult Services",
      decider2: "Executive Member for Human Resourses Organisational Development and Diversity",
    },
    from: "2010-04-30",
    holds: [/Commissioning Strategy and Market Development Manager/, /Quality and Outcomes Framework Officer/],
    gone: [/Social Enterprise Workforce Officer/],
    post: "Commissioning Strategy and Market Development Manager",
  },
  {
    file: "2014-11-business-support-review",
    council: "nottinghamshire-county-council",
    unit: "Children, Families and Cultural Services",
    described: { date: "26 November 2014", "decision-maker": "Personnel Committee" },
    written: "2014-11-03",
    decided: "2014-11-26",
    maker: "Personnel Committee",
    from: "2015-06-01",
    holds: [/Business support post\s.*Until the incoming workload is stable/],
    gone: [],
    post: "Business support post",
  },
  {
    file: "2018-06-short-breaks",
    council: "nottinghamshire-county-council",
    unit: "Children, Families and Cultural Services",
    written: "2018-05-21",
    decided: "2018-06-18",
    maker: COMMITTEE,
    from: "2018-09-01",
    holds: [/Reviewing Officer/, /Service Organiser/],
    gone: [],
    post: "Reviewing Officer",
  },
  {
    file: "2019-05-commissioning-and-placements",
    council: "nottinghamshire-county-council",
    unit: "Children, Families and Cultural Services",
    written: "2019-04-24",
    decided: "2019-05-20",
    maker: COMMITTEE,
    from: "2019-07-01",
    holds: [/Service Organiser/, /Team Manager/],
    gone: [/Commissioning and Contracts Manager/],
    post: "Team Manager",
  },
  {
    file: "2020-06-additional-posts",
    council: "nottinghamshire-county-council",
    unit: "Children, Families and Cultural Services",
    written: "2020-05-18",
    decided: "2020-06-15",
    maker: COMMITTEE,
    from: "2020-07-31",
    holds: [/Contracts Officer/, /Placement Review Officer/],
    gone: [],
    post: "Contracts Officer",
  },
];

let browser, site, people;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite({ isBare: true })]);
  people = office(browser, site);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Begins a proposal with the case file, and sends it for comments; resolves with its address. */
async function draft(one, scripts) {
  const text = readFileSync(new URL(`../../../../cases/${one.file}.toml`, import.meta.url));
  const { proposal, writes } = await people.begins(one.council, one.unit, text, scripts);
  const { page } = writes;
  if (one.described) {
    await page.goto(`${proposal}/describe`);
    for (const [field, value] of Object.entries(one.described)) await page.fill(`#${field}`, value);
    await press(page, "Save");
  }
  await page.goto(proposal);
  await look(page);
  await people.sends(page, proposal);
  await writes.close();
  return proposal;
}

/** Democratic services record what a committee decided: all as printed. */
async function minutes(one, proposal, scripts) {
  const clerk = await people.seat("democratic1", `${proposal}/decision`, scripts);
  const { page } = clerk;
  await look(page);
  assert.equal(await page.locator("#maker").inputValue(), one.maker);
  await page.getByLabel("Yes", { exact: true }).check();
  await page.fill("#source", "Minute 12");
  await press(page, "Check what this does");
  await look(page);
  await press(page, "Record the decision");
  await page.waitForURL("**/decision?done=decided");
  assert.match(await page.locator("main").innerText(), /Minute\s+Minute 12/);
  await look(page);
  return clerk;
}

/** An executive member decides, alone. */
async function decidesAlone(name, office, proposal, scripts) {
  const member = await people.seat(name, `${proposal}/decision`, scripts);
  const { page } = member;
  await look(page);
  assert.match(await page.locator(".muster-report").innerText(), /Officers|comments/i);
  assert.match(
    await page.locator("main").innerText(),
    /The change starts on 1 April 2010\. Call-in of a decision of 31 March 2010 ends on 9 April 2010, and nothing takes effect before it has ended/,
  );
  await page.getByLabel("Approve", { exact: true }).check();
  await page.fill("#reasons", "The review needs the structure that it led to.");
  await page.fill("#alternatives", "To leave the structure as it is.");
  await page.getByLabel("No", { exact: true }).check();
  await page.getByLabel(`I decide this as ${office}`).check();
  await press(page, "Check what this does");
  await look(page);
  await press(page, "Record the decision");
  await page.waitForURL("**/decision?done=decided");
  assert.match(await page.locator("main").innerText(), /The review needs the structure that it led to\./);
  await look(page);
  await member.close();
}

/** The posts of a council on a day, as the page of its establishment tells them. */
async function establishment(page, council, day) {
  const [year, month, date] = day.split("-").map(Number);
  const on = `on-day=${date}&on-month=${month}&on-year=${year}&show=100`;
  await page.goto(`${site.address}/${council}/establishment?${on}`);
  return page.locator("main").innerText();
}

for (const [number, one] of CASES.entries()) {
  test(`${one.file} goes from draft to decided`, async () => {
    // Every second one without the scripts of the pages.
    const scripts = number % 2 === 0;
    await site.on(one.written);
    const proposal = await draft(one, scripts);
    await people.comesOut(proposal, scripts);

    await site.on(one.decided);
    for (const [name, office] of Object.entries(one.deciders ?? {})) {
      await decidesAlone(name, office, proposal, scripts);
    }
    const clerk = one.maker
      ? await minutes(one, proposal, scripts)
      : await people.seat("democratic1", `${proposal}/decision`, scripts);
    let { page } = clerk;
    let last = clerk;
    if (one.deciders) {
      // Where members decide alone, everybody reads why, and finds it by its words.
      const everybody = await open(browser, `${site.address}/published/search?words=structure+led`, { scripts });
      await everybody.page.getByRole("link", { name: /Commissioning Review/ }).click();
      assert.match(
        await everybody.page.locator("main").innerText(),
        /Record of the decision\s+Reasons for the decision\s+The review needs the structure that it led to\.\s+Alternatives/,
      );
      await look(everybody.page);
      await everybody.close();
    }
    if (one.free) {
      // While it can be called in nothing of it has effect, whatever anybody records.
      assert.match(await page.locator("main").innerText(), /Nothing of it is in the register/);
      const callIn = page.locator("form", { has: page.getByRole("button", { name: "Record that call-in has ended" }) });
      await callIn.locator("textarea").fill("Nobody called it in");
      await Promise.all([page.waitForNavigation(), callIn.getByRole("button").click()]);
      assert.match(await page.locator("main").innerText(), /Call-in has not ended: its last day is 9 April 2010/);
      await clerk.close();
      await site.on(one.free);
      const officer = await people.seat("legal1", `${proposal}/decision`, scripts);
      assert.equal(await officer.page.getByRole("button", { name: "Record that call-in has ended" }).count(), 0);
      await people.meets(officer.page, proposal);
      await officer.close();
      last = await people.seat("democratic1", `${proposal}/decision`, scripts);
      page = last.page;
    }
    await people.meets(page, proposal);
    assert.match(await page.locator("main").innerText(), /(entry|entries) in the ledger, /);

    // The register says what the report says.
    const posts = await establishment(page, one.council, one.from);
    for (const title of one.holds) assert.match(posts, title);
    for (const title of one.gone) assert.doesNotMatch(posts, title);
    await page.getByRole("link", { name: one.post }).first().click();
    await page.waitForURL("**/establishment/posts/*");
    await look(page);
    await page.goto(`${site.address}/${one.council}/decisions`);
    await look(page);
    await last.close();
  });
}
