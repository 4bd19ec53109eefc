// Pages by keyboard alone.

import assert from "node:assert/strict";

/** What the focus is on: its words, its label or its id. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element.labels?.[0]?.textContent ?? "";
    return (label || element.textContent || element.id).trim().replace(/\s+/g, " ");
  });
}

/** Presses Tab until the focus is on it. Each stop must be seen, and not be covered. */
export async function tabTo(page, words) {
  for (let stop = 0; stop < 120; stop += 1) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
      const inView = box.bottom > 0 && box.top < window.innerHeight;
      return marked && inView;
    });
    assert.ok(seen, `the focus on “${at}” is seen`);
    if (typeof words === "string" ? at === words : words.test(at)) {
      return;
    }
  }
  assert.fail(`Tab never reached ${words}`);
}
