// What the tests of proposals have in common: beginning one, pressing its buttons, asking for its files.

/** The council whose register the example proposal is about, and that proposal. */
export const COUNCIL = "nottinghamshire-county-council";
export const DRAFT = `/${COUNCIL}/proposals/p-18-01`;

/** Presses a button of the page that is seen, and waits for the page that answers. */
export async function press(page, name) {
  const button = page.getByRole("button", { name, exact: true }).last();
  await Promise.all([page.waitForNavigation(), button.click()]);
}

/** Fills in the first page of a proposal and sends it: the posts are chosen next. */
export async function begin(page, site, title, { council = COUNCIL, unit = "Commissioning and Placements Group" } = {}) {
  await page.goto(`${site.address}/${council}/proposals/begin`);
  await page.fill("#title", title);
  await page.selectOption("#unit", unit);
  await page.check("input[value=on]");
  for (const [part, value] of [["day", "1"], ["month", "12"], ["year", "2018"]]) {
    await page.fill(`#from-${part}`, value);
  }
  await press(page, "Save and choose posts");
}

/** The address of the proposal that a page is about. */
export function proposalAt(page) {
  return /^.*\/proposals\/[^/?]+/.exec(page.url())[0];
}

/** Opens whatever of a sheet is seldom asked and put away. */
export function unfold(page) {
  return page.evaluate(() => {
    for (const fold of document.querySelectorAll("main form details")) fold.open = true;
  });
}

/** Every page of a proposal, below its address. */
export const PAGES = [
  "",
  "/changes",
  "/changes/posts",
  "/changes/paste",
  "/changes/move",
  "/costs",
  "/structure",
  "/structure?view=after&unit=all",
  "/options",
  "/findings",
  "/describe",
  "/funding",
  "/budgets",
  "/savings",
  "/stated",
  "/consultation",
  "/consulting",
  "/implications",
  "/recommendations",
  "/report",
  "/report/comments",
  "/report/papers",
  "/report/sections/purpose",
  "/check",
  "/case",
  "/people",
  "/review",
  "/history",
];

/** The files of a proposal that the example site makes: [below its address, how the file begins]. */
export const DOWNLOADS = [
  ["/report/report.html", "<!DOCTYPE html>"],
  ["/report/report.docx", "PK"],
  ["/report/report.xlsx", "PK"],
  ["/report/case.toml", "muster "],
  ["/structure/structure.svg", "<svg"],
  ["/structure/structure.png", "\x89PNG"],
];
