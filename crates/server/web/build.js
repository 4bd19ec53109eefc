// Makes `out/`, which is built into the `muster` program: one style sheet, the scripts, the icon.
//
// The styles are compiled from the package of GOV.UK Frontend, without its crown and its font, which
// only services of GOV.UK may use. Colours and fonts of a council are set by the server on top.

import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { NodePackageImporter, compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const from = join(here, "src");
const out = join(here, "out");
const frontend = join(here, "node_modules/govuk-frontend/dist/govuk");

// Written at the end, so that a build that broke off is not taken for one.
const done = join(out, "complete");

rmSync(out, { recursive: true, force: true });
mkdirSync(out);

const styles = compile(join(from, "muster.scss"), {
  importers: [new NodePackageImporter(here)],
  style: "compressed",
});
if (/GDS Transport|crown/.test(styles.css)) {
  throw new Error("the styles name the crown or the font of GOV.UK");
}
writeFileSync(join(out, "muster.css"), styles.css);

// Without the line that names its source map, which is not served.
const script = readFileSync(join(frontend, "govuk-frontend.min.js"), "utf8");
writeFileSync(join(out, "govuk-frontend.js"), script.replace(/\/\/# sourceMappingURL=.*\s*$/, "\n"));

for (const name of readdirSync(from).filter((name) => /\.(js|svg)$/.test(name))) {
  copyFileSync(join(from, name), join(out, name));
}
writeFileSync(done, "");
