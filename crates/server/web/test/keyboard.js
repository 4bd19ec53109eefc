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

/** What hides the focus, if anything does: it has to be marked, in the window, and under nothing else. */
export function hidden(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    // A tick box is drawn before its label.
    const isBox = element.matches(".govuk-radios__input, .govuk-checkboxes__input");
    const style = isBox ? getComputedStyle(element.labels[0], "::before") : getComputedStyle(element);
    if (style.outlineStyle === "none" && style.boxShadow === "none") {
      return "nothing marks it";
    }
    const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    const inView = boxes.filter(
      (box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    );
    if (inView.length === 0) {
      return "it is out of the window";
    }
    const points = inView.flatMap((box) =>
      [0.1, 0.5, 0.9].flatMap((across) =>
        [0.1, 0.5, 0.9].map((down) => [box.left + across * box.width, box.top + down * box.height]),
      ),
    );
    const isSeen = points.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (element.contains(top) || top.contains(element) || [...(element.labels ?? [])].includes(top));
    });
    if (isSeen) {
      return "";
    }
    const over = document.elementFromPoint(...points[4]);
    return `it is under ${over?.tagName}.${over?.className}`;
  });
}

/** Presses Tab until the focus is on it. Each stop must be seen, and not be covered. */
export async function tabTo(page, words, { stops = 200 } = {}) {
  const passed = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press("Tab");
    const [at, fault] = await Promise.all([focused(page), hidden(page)]);
    assert.equal(fault, "", `the focus on “${at}” is seen`);
    if (typeof words === "string" ? at === words : words.test(at)) {
      return;
    }
    passed.push(at.slice(0, 40));
  }
  assert.fail(`Tab never reached ${words}; it passed ${passed.slice(0, 60).join(" | ")}`);
}

/** Goes to a link or button, and presses Enter, which opens another page. */
export async function follow(page, words) {
  await tabTo(page, words);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

/** Types into a field in the place of what it holds. */
export async function fill(page, label, text) {
  await tabTo(page, label);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** Chooses in a list by typing how the choice begins. */
export async function choose(page, label, text) {
  await tabTo(page, label);
  await page.keyboard.type(text);
}
