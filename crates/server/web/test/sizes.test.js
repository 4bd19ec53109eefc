// A proposal with no change, with one and with five hundred: every page of it at 400 %, which is as narrow as a phone,
// and every file.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, overflow, signIn, sitDown, startBrowser, unnamedScrolling, zoomIn } from "./browser.js";
import { COUNCIL, DOWNLOADS, PAGES, begin, press, proposalAt } from "./proposal.js";
import { ACCOUNT, startSite } from "./site.js";

/** How many changes, and of which council: only one of the two has so many posts. */
const SIZES = [
  [0, COUNCIL, "Commissioning and Placements Group"],
  [1, COUNCIL, "Commissioning and Placements Group"],
  [500, "anytown-county-council", "Anytown County Council"],
];

let browser, site, state;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite({ posts: 2000 })]);
  state = await signIn(browser, site, ACCOUNT);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Pastes so many rows, each of which ends a post and establishes one in its place. */
async function paste(page, council, many) {
  const list = await page.request.get(`${site.address}/${council}/establishment.csv?on=2018-12-01`);
  const [, ...lines] = (await list.text()).split("\r\n");
  const numbers = lines.map((line) => line.split(",")[0]).filter((number) => number.startsWith("P"));
  const posts = many === 1 ? ["Commissioning Assistant"] : numbers.slice(0, many);
  assert.equal(posts.length, many, "the council has so many posts");
  const rows = posts.map((post, at) =>
    [post, "Disestablish and establish in its place", `Officer ${at}`, "Grade 5", "0.5"].join("\t"),
  );
  const heads = [many === 1 ? "Post" : "Post number", "What happens", "New title", "New grade", "FTE"];
  await page.goto(`${proposalAt(page)}/changes/paste`);
  await page.fill("#rows", [heads.join("\t"), ...rows].join("\n"));
  await press(page, "Check rows");
  await press(page, many === 1 ? "Add 1 change" : `Add ${many} changes`);
  await page.waitForURL("**/changes?done=pasted**");
}

for (const [many, council, unit] of SIZES) {
  test(`every page and file of a proposal with ${many} changes`, async () => {
    const { page, faults, close } = await sitDown(browser, { state });
    // Built for tests, the program takes its time over five hundred changes; how long it may take is benchmarked.
    page.setDefaultNavigationTimeout(120_000);
    await begin(page, site, `With ${many} changes`, { council, unit });
    const proposal = proposalAt(page);
    if (many > 0) {
      await paste(page, council, many);
    }
    await zoomIn(page);
    for (const below of PAGES) {
      const answer = await page.goto(proposal + below);
      assert.equal(answer.status(), 200, below);
      assert.equal(await page.evaluate(() => innerWidth), 320, below);
      assert.deepEqual(await overflow(page), [], `what is wider than ${below}`);
      assert.deepEqual(await unnamedScrolling(page), [], below);
      // Five hundred rows are as one is, and axe looks at each of their ten thousand fields.
      if (many <= 1) {
        assert.deepEqual(await barriers(page), [], below);
      }
    }
    // As pixels a picture of a thousand boxes is more than programs open.
    const files = DOWNLOADS.filter(([below]) => many <= 1 || !below.endsWith(".png"));
    for (const [below, start] of files) {
      const answer = await page.request.get(proposal + below);
      assert.equal(answer.status(), 200, below);
      assert.ok((await answer.body()).toString("latin1").startsWith(start), below);
    }
    assert.deepEqual(faults, []);
    await close();
  });
}
