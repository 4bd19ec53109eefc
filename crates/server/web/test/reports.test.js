// The reports that Muster writes as HTML, at two widths: no barriers.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";
import { barriers, open, startBrowser } from "./browser.js";

const folder = process.env.MUSTER_REPORTS;
assert.ok(folder, "MUSTER_REPORTS does not name the reports; run the tests with: make browser-tests");
const reports = readdirSync(folder).filter((name) => name.endsWith(".html"));
assert.ok(reports.length > 0, `there is no report in ${folder}`);

let browser;

before(async () => {
  browser = await startBrowser();
});

after(() => browser?.close());

for (const report of reports) {
  for (const width of ["phone", "desk"]) {
    test(`${report} on a ${width}`, async () => {
      const opened = await open(browser, pathToFileURL(resolve(join(folder, report))).href, { width });
      assert.deepEqual(await barriers(opened.page), []);
      assert.deepEqual(opened.faults, []);
      await opened.close();
    });
  }
}
