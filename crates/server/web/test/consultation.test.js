// A consultation from its opening to its close: those who are asked read what is proposed and answer, on a phone
// and at a desk, with scripts and without; nothing that they write is lost; and they read what came of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, overflow, signIn, sitDown, startBrowser } from "./browser.js";
import { press } from "./proposal.js";
import { ACCOUNT, startSite } from "./site.js";
import { look, office } from "./way.js";

const COUNCIL = "nottinghamshire-county-council";
const UNIT = "Children, Families and Cultural Services";
const HOSTILE = "<script>alert(1)</script> & \"quotes\"\n=SUM(A1) {cost.full_year}";

let browser, site, people;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite({ isBare: true })]);
  people = office(browser, site, { looks: false });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const paper = (title) => `title = "${title}"
body = "Nottinghamshire County Council"
date = 2018-07-23
decision_maker = "Personnel Committee"

[defaults]
unit = "${UNIT}"
from = 2018-09-03

[[unit]]
name = "${UNIT}"

[[change]]
establish = "Service Organiser"
grade = "Grade 4"
posts = 2
fte = 2
cost = 61739

[[change]]
establish = "Cobalt Officer"
grade = "Grade 5"
posts = 1
fte = 1

[[exempt]]
posts = "Cobalt Officer"
fields = ["title"]
ground = 1
reason = "One person is meant."

[[exempt]]
posts = "Service Organiser"
fields = ["pay"]
ground = 1
reason = "The pay of one person."

[report]
purpose = "Two teams become one, so that families have one person to call."
`;

const words = (page) => page.locator("main").innerText();

/** Opens the consultation on a proposal until a day in June 2018. */
async function opens(page, proposal, until) {
  await page.goto(`${proposal}/consulting`);
  for (const [name, date] of [["from", [1, 5, 2018]], ["until", [until, 6, 2018]]]) {
    for (const [index, part] of ["day", "month", "year"].entries()) {
      await page.fill(`#${name}-${part}`, String(date[index]));
    }
  }
  await page.fill("#with", "UNISON\nThe teams");
  await press(page, "Open the consultation");
  await page.waitForURL("**/consulting?done=consultation-opened");
}

for (const [scripts, width] of [[true, "phone"], [false, "desk"]]) {
  const how = `${scripts ? "with" : "without"} scripts, on a ${width}`;

  test(`those who are asked answer, and read what came of it, ${how}`, async () => {
    await site.on("2018-05-01");
    const title = `One team for families, ${how}`;
    const { proposal, writes } = await people.begins(COUNCIL, UNIT, paper(title), scripts);
    const reference = proposal.split("/").at(-1);
    const consultation = `${site.address}/${COUNCIL}/consultations/${reference}`;
    const state = await signIn(browser, site, { name: "consultee1", password: ACCOUNT.password });
    const asked = await sitDown(browser, { state, scripts, width });
    const { page } = asked;

    // Until it is opened it is not there.
    assert.equal((await page.goto(consultation)).status(), 404);
    asked.faults.length = 0;
    await opens(writes.page, proposal, 15);
    await page.goto(`${site.address}/`);
    assert.match(await words(page), /Answer the consultation: P-18-/);
    await page.getByRole("link", { name: `Answer the consultation: ${reference.toUpperCase()}` }).click();
    await page.waitForURL(consultation);
    assert.match(await words(page), /You can answer until 15 June 2018: 45 days left\./);
    assert.match(await words(page), /Two teams become one/);
    assert.match(await words(page), /Service Organiser/);
    for (const address of [consultation, `${consultation}/report.html`]) {
      const told = await (await page.request.get(address)).text();
      for (const secret of ["Cobalt", "61,739", "61739", "Grade 4"]) assert.ok(!told.includes(secret), secret);
    }
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(await overflow(page), []);
    await page.locator("details").first().locator("summary").click();
    assert.deepEqual(await overflow(page), []);
    assert.deepEqual(await page.getByRole("navigation", { name: "Menu" }).getByRole("link").allInnerTexts(),
      scripts && width === "phone" ? [] : ["Proposals", "Consultations", "Account"]);

    // An empty answer is none.
    await press(page, "Send my answer");
    assert.match(await page.title(), /^Error: /);
    assert.deepEqual(await page.locator(".govuk-error-summary li").allInnerTexts(), ["Enter your answer"]);
    assert.deepEqual(await barriers(page), []);

    // The session ends in the middle: what was written is there after signing in.
    await page.fill("#words", HOSTILE);
    await page.fill("#on-behalf-of", "The night shift");
    await page.context().clearCookies();
    await press(page, "Send my answer");
    asked.faults.length = 0;
    await page.fill("#name", "consultee1");
    await page.fill("#password", ACCOUNT.password);
    await press(page, "Sign in");
    await page.waitForURL(consultation);
    assert.equal(await page.inputValue("#words"), HOSTILE);
    assert.match(await words(page), /What you wrote at 10:00am is not sent yet\./);
    await press(page, "Send my answer");
    await page.waitForURL(/done=answered/);
    assert.match(await page.locator("article").innerText(), /You, 10:00am on 1 May 2018, for The night shift\n[^]*alert\(1\)/);
    assert.match(await words(page), /The council has not responded yet\./);
    assert.equal(await page.inputValue("#words"), "", "what is sent is no longer kept");
    await look(page);

    // Somebody presses twice, or again after going back.
    await page.goto(consultation);
    await page.fill("#words", HOSTILE);
    await page.fill("#on-behalf-of", "The night shift");
    await press(page, "Send my answer");
    assert.equal(await page.locator("article").count(), 1);

    // HR reads it with the name, and responds; the author reads no name.
    await writes.page.goto(`${proposal}/consulting`);
    assert.match(await words(writes.page), /1 answer from 1 person on 1 May 2018\. 1 waits for a response\./);
    assert.match(await writes.page.inputValue("#said"), /^1 answer from 1 person on 1 May 2018\.$/);
    await look(writes.page);
    await writes.page.getByRole("link", { name: "Read the answers" }).click();
    await writes.page.waitForURL("**/consulting/answers");
    const card = (seat) => seat.page.locator("article").innerText();
    assert.match(await card(writes), /Person 1, for The night shift/);
    assert.doesNotMatch(await card(writes), /Consultee 1/);
    const hr = await people.seat("hr1", `${proposal}/consulting/answers`, scripts);
    assert.match(await card(hr), /Person 1 \(Consultee 1\), for The night shift/);
    await look(hr.page);
    await hr.page.locator("article summary").click();
    await press(hr.page, "Send the response");
    assert.deepEqual(await hr.page.locator(".govuk-error-summary li").allInnerTexts(), [
      "Select what comes of the answer",
      "Enter why",
    ]);
    await look(hr.page);
    await hr.page.getByLabel("The proposal changes").check();
    await hr.page.locator("article textarea").fill("The night shift keeps its organiser.");
    await press(hr.page, "Send the response");
    await hr.page.waitForURL(/done=responded/);
    await look(hr.page);
    const file = await (await hr.page.request.get(`${proposal}/consulting/answers.csv`)).text();
    assert.match(file, /Consultee 1,The night shift,"<script>alert\(1\)<\/script> & ""quotes""\n=SUM/);
    await hr.close();
    const services = await people.seat("democratic1", `${proposal}/consulting/answers`, scripts);
    assert.match(await card(services), /The night shift keeps its organiser\./);
    assert.equal(await services.page.getByText("Respond").count(), 0);
    await services.close();

    await page.goto(consultation);
    assert.match(await words(page), /The council, 10:00am on 1 May 2018\s+The proposal changes\.\s+The night shift keeps its organiser\./);
    await look(page);

    // The last day is over; what comes too late is left to whoever wrote it.
    await page.fill("#words", "One more thing");
    await site.on("2018-06-16");
    await page.context().clearCookies();
    await press(page, "Send my answer");
    asked.faults.length = 0;
    await page.fill("#name", "consultee1");
    await page.fill("#password", ACCOUNT.password);
    await press(page, "Sign in");
    assert.match(await words(page), /The last day for answers was 15 June 2018/);
    assert.match(await words(page), /What you wrote and did not send[^]*One more thing/);
    await look(page);

    // It is closed with what is counted, and the report prints that.
    await signIn(browser, site, { name: "manager4", password: ACCOUNT.password });
    const author = await people.seat("manager4", `${proposal}/consulting`, scripts);
    assert.equal(
      await author.page.inputValue("#said"),
      "1 answer from 1 person on 1 May 2018. The proposal changes because of 1 of them.",
    );
    await press(author.page, "Close the consultation");
    await author.page.waitForURL("**/consulting?done=consultation-closed");
    await look(author.page);
    const report = await (await author.page.request.get(`${proposal}/report/report.html`)).text();
    assert.match(report, /1 answer from 1 person on 1 May 2018\./);
    await author.close();
    await page.goto(consultation);
    assert.match(await words(page), /This consultation is closed\./);
    assert.equal(await page.locator("textarea").count(), 0);
    await page.goto(`${site.address}/${COUNCIL}/consultations`);
    assert.match(await words(page), /You answered once, and have 1 response\./);
    await look(page);
    await page.goto(`${site.address}/notices`);
    await page.getByRole("link", { name: reference.toUpperCase() }).first().click();
    await page.waitForURL(consultation);
    // Their own words are theirs to erase.
    await press(page, /^Erase my words/);
    await page.waitForURL(/done=erased/);
    assert.match(await words(page), /The words were erased\./);
    assert.deepEqual(asked.faults, []);
    await asked.close();
    await writes.close();
  });
}
