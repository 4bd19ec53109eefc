// Pictures of a structure, one or two beside each other: moving between their boxes by keyboard, opening
// units without losing the place, zooming and dragging. Every link in them works without this script.

const SIZES = [25, 50, 75, 100, 150, 200, 300, 400];

// The box of a unit that can be moved.
const TEAM = "a[href*='/changes/move?']";

export function startChart() {
  const page = document.querySelector("[data-structure]");
  if (page) {
    start(page);
  }
}

function start(page) {
  const status = document.createElement("p");
  status.className = "govuk-visually-hidden";
  status.setAttribute("role", "status");
  page.before(status);

  // Each picture with its region that scrolls, its boxes in order, and its own size.
  let pictures, size;
  adopt();

  page.addEventListener("keydown", onKey);
  page.addEventListener("click", onClick);
  page.addEventListener("focusin", (event) => {
    const box = event.target.closest?.("a[data-level]");
    if (box) {
      stopAt(box);
    }
  });
  page.addEventListener("wheel", onWheel, { passive: false });
  page.addEventListener("pointerdown", onDrag);
  // A browser would drag the link under the pointer.
  page.addEventListener("dragstart", (event) => event.preventDefault());
  window.addEventListener("popstate", () => load(location.href, { isBack: true }));

  /** Takes the pictures that are on the page now. */
  function adopt() {
    pictures = [...page.querySelectorAll(".chart")].map((frame) => {
      const svg = frame.querySelector("svg");
      const { width, height } = svg.viewBox.baseVal;
      const boxes = [...svg.querySelectorAll("a[data-level]")];
      return { frame, region: frame.querySelector(".muster-scrolling"), svg, boxes, natural: { width, height } };
    });
    page.querySelector(".muster-keys")?.toggleAttribute("hidden", countBoxes() === 0);
    size = pictures.length > 0 ? sizeOf(pictures[0].frame) : 100;
    for (const { svg, boxes } of pictures) {
      const sought = svg.querySelector("[id$='-sought']");
      stopAt(sought ?? boxes[0]);
      sought?.scrollIntoView({ block: "center", inline: "center" });
    }
  }

  function countBoxes() {
    return pictures.reduce((sum, { boxes }) => sum + boxes.length, 0);
  }

  /** The picture in which something is. */
  function pictureOf(element) {
    return pictures.find(({ frame }) => frame.contains(element));
  }

  /** The one box of its picture at which the Tab key stops. */
  function stopAt(box) {
    for (const other of pictureOf(box)?.boxes ?? []) {
      other.setAttribute("tabindex", other === box ? "0" : "-1");
    }
  }

  function goTo(box) {
    if (box) {
      box.focus({ preventScroll: true });
      box.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  const levelOf = (box) => Number(box.dataset.level);

  function above(box) {
    const { boxes } = pictureOf(box);
    const at = boxes.indexOf(box);
    return boxes.slice(0, at).findLast((other) => levelOf(other) < levelOf(box));
  }

  function below(box) {
    const { boxes } = pictureOf(box);
    const next = boxes[boxes.indexOf(box) + 1];
    return next && levelOf(next) > levelOf(box) ? next : undefined;
  }

  function beside(box, step) {
    const { boxes } = pictureOf(box);
    for (let at = boxes.indexOf(box) + step; boxes[at]; at += step) {
      if (levelOf(boxes[at]) < levelOf(box)) {
        return undefined;
      }
      if (levelOf(boxes[at]) === levelOf(box)) {
        return boxes[at];
      }
    }
    return undefined;
  }

  /** The button that opens or closes a unit. */
  function foldOf(box) {
    const next = box.nextElementSibling;
    return next?.matches("a.chart-fold") ? next : undefined;
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "+" || event.key === "-") {
      if (event.target.closest?.(".muster-scrolling")) {
        event.preventDefault();
        zoomBy(event.key === "+" ? 1 : -1);
      }
      return;
    }
    const box = event.target.closest?.("a[data-level]");
    if (!box) {
      return;
    }
    const moves = {
      ArrowUp: () => above(box),
      ArrowDown: () => below(box),
      ArrowLeft: () => beside(box, -1),
      ArrowRight: () => beside(box, 1),
      Home: () => pictureOf(box).boxes[0],
    };
    if (moves[event.key]) {
      event.preventDefault();
      goTo(moves[event.key]());
    } else if (event.key === " ") {
      event.preventDefault();
      const fold = foldOf(box);
      if (fold) {
        load(hrefOf(fold));
      }
    } else if (event.key === "Escape") {
      page.querySelector(".muster-toolbar a")?.focus();
    }
  }

  function onClick(event) {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const link = event.target.closest?.("a");
    if (link?.dataset.zoom) {
      event.preventDefault();
      zoomTo(link.dataset.zoom === "fit" ? "fit" : SIZES[step(link.dataset.zoom === "in" ? 1 : -1)]);
    } else if (link?.matches(".chart-fold, [data-fold]")) {
      event.preventDefault();
      load(hrefOf(link));
    }
  }

  function hrefOf(link) {
    return new URL(link.getAttribute("href"), location.href).href;
  }

  /** Puts the picture of another address where this one is, with what was in focus still in focus. */
  async function load(address, { isBack = false } = {}) {
    address = new URL(address, location.href).href;
    const held = keep();
    page.setAttribute("aria-busy", "true");
    let next;
    try {
      const answer = await fetch(address, { credentials: "same-origin" });
      const text = answer.ok ? await answer.text() : "";
      next = new DOMParser().parseFromString(text, "text/html").querySelector("[data-structure]");
    } catch {
      next = null;
    }
    page.removeAttribute("aria-busy");
    if (!next) {
      location.assign(address);
      return;
    }
    const before = countBoxes();
    const was = size;
    page.replaceChildren(...next.childNodes);
    if (!isBack) {
      history.pushState(null, "", address);
    }
    adopt();
    if (!isBack && size !== was) {
      zoomTo(was);
    }
    restore(held);
    const change = countBoxes() - before;
    if (change !== 0) {
      status.textContent = change > 0 ? `Opened: ${change} more boxes` : `Closed: ${-change} fewer boxes`;
    }
  }

  /** The box in focus, where it stands, and how far each region is scrolled. */
  function keep() {
    const focused = document.activeElement?.closest?.("a[data-level], a.chart-fold, a[data-fold]");
    const box = focused?.matches(".chart-fold") ? focused.previousElementSibling : focused;
    const name = box?.matches("[data-level]") ? box.getAttribute("href") : undefined;
    const at = name ? box.getBoundingClientRect() : undefined;
    const scrolled = pictures.map(({ region }) => [region.scrollLeft, region.scrollTop]);
    const inPicture = pictures.indexOf(pictureOf(box));
    return { name, at, inPicture, scrolled, isList: focused?.matches("[data-fold]") };
  }

  function restore({ name, at, inPicture, scrolled, isList }) {
    pictures.forEach(({ region }, index) => region.scrollTo(...(scrolled[index] ?? [0, 0])));
    const picture = pictures[inPicture];
    const box = picture?.boxes.find((other) => other.getAttribute("href") === name);
    if (box && at) {
      const now = box.getBoundingClientRect();
      picture.region.scrollBy(now.left - at.left, now.top - at.top);
      stopAt(box);
      box.focus({ preventScroll: true });
    } else if (isList) {
      page.querySelector("#list")?.scrollIntoView({ block: "nearest" });
    }
  }

  function sizeOf(frame) {
    const name = [...frame.classList].find((name) => name.startsWith("muster-zoom-"));
    const value = name?.slice("muster-zoom-".length) ?? "100";
    return value === "fit" ? "fit" : Number(value);
  }

  /** How large a picture is shown now, in per cent. */
  function shown({ svg, natural }) {
    return (svg.getBoundingClientRect().width / natural.width) * 100;
  }

  function step(by) {
    const now = shown(pictures[0]);
    const near = (one) => Math.abs(one - now) < 1;
    const at = SIZES.findIndex((one) => one > now || near(one));
    const from = at < 0 ? SIZES.length - 1 : at;
    const to = by > 0 && !near(SIZES[from]) ? from : from + by;
    return Math.min(Math.max(to, 0), SIZES.length - 1);
  }

  function zoomBy(by) {
    zoomTo(SIZES[step(by)]);
  }

  /** Shows all pictures at a size; what is at a point of a region, or in its middle, stays there. */
  function zoomTo(next, point) {
    size = next;
    for (const picture of pictures) {
      resize(picture, next, point);
    }
    say();
  }

  function resize(picture, next, point) {
    const { frame, region, svg, natural } = picture;
    const before = shown(picture);
    const view = region.getBoundingClientRect();
    const across = point ? point.x - view.left : region.clientWidth / 2;
    const down = point ? point.y - view.top : region.clientHeight / 2;
    const x = region.scrollLeft + across;
    const y = region.scrollTop + down;
    frame.className = frame.className.replace(/muster-zoom-\S+/, `muster-zoom-${next === "fit" ? "fit" : 100}`);
    if (next === "fit") {
      svg.setAttribute("width", natural.width);
      svg.setAttribute("height", natural.height);
    } else {
      svg.setAttribute("width", (natural.width * next) / 100);
      svg.setAttribute("height", (natural.height * next) / 100);
    }
    const factor = shown(picture) / before;
    region.scrollTo(x * factor - across, y * factor - down);
  }

  /** The size in the toolbar and in the address, so that it can be shared. */
  function say() {
    const per = size === "fit" ? "as wide as the page" : `${Math.round(size)}%`;
    const words = page.querySelector("[data-zoom-now]");
    if (words) {
      words.textContent = `Shown ${per}`;
    }
    status.textContent = `Shown ${per}`;
    const address = new URL(location.href);
    address.searchParams.set("zoom", size === "fit" ? "fit" : SIZES.reduce((a, b) => (Math.abs(b - size) < Math.abs(a - size) ? b : a)));
    history.replaceState(history.state, "", address);
  }

  function onWheel(event) {
    const picture = pictureOf(event.target);
    if (!event.ctrlKey || !picture) {
      return;
    }
    event.preventDefault();
    const next = Math.min(Math.max(shown(picture) * Math.exp(-event.deltaY / 300), SIZES[0]), SIZES.at(-1));
    zoomTo(next, { x: event.clientX, y: event.clientY });
  }

  /** Dragging with a mouse scrolls, as scrolling does. A press that does not move is a press on a link. */
  function onDrag(event) {
    const region = event.target.closest?.(".chart .muster-scrolling");
    if (event.pointerType !== "mouse" || event.button !== 0 || !region) {
      return;
    }
    const team = event.target.closest(TEAM);
    if (team) {
      onDragTeam(event, team);
      return;
    }
    const from = { x: event.clientX, y: event.clientY, left: region.scrollLeft, top: region.scrollTop };
    let isDragged = false;
    const move = (moved) => {
      const [x, y] = [moved.clientX - from.x, moved.clientY - from.y];
      isDragged ||= Math.hypot(x, y) > 5;
      if (isDragged) {
        region.classList.add("muster-dragged");
        region.scrollTo(from.left - x, from.top - y);
      }
    };
    const end = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      region.classList.remove("muster-dragged");
      if (isDragged) {
        noClick();
      }
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  }

  /**
   * A unit that is dragged onto another one opens the page that moves it there, filled in: nothing moves
   * before that page is sent. By keyboard, Enter on the unit opens the same page.
   */
  function onDragTeam(event, team) {
    const from = { x: event.clientX, y: event.clientY };
    let isDragged = false;
    let onto;
    const unitOf = (link) => new URL(hrefOf(link)).searchParams.get("unit");
    const move = (moved) => {
      isDragged ||= Math.hypot(moved.clientX - from.x, moved.clientY - from.y) > 5;
      if (!isDragged) {
        return;
      }
      const under = document.elementFromPoint(moved.clientX, moved.clientY)?.closest(TEAM);
      const next = under && page.contains(under) && unitOf(under) !== unitOf(team) ? under : undefined;
      team.classList.add("muster-moving");
      if (next !== onto) {
        onto?.classList.remove("muster-onto");
        next?.classList.add("muster-onto");
        onto = next;
      }
    };
    const end = (ended) => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      team.classList.remove("muster-moving");
      onto?.classList.remove("muster-onto");
      if (isDragged) {
        noClick();
      }
      if (isDragged && onto && ended.type === "pointerup") {
        const address = new URL(hrefOf(team));
        address.searchParams.set("into", unitOf(onto));
        location.assign(address);
      }
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  }

  /** The press that ends a drag is no press on a link. */
  function noClick() {
    const stop = (clicked) => {
      clicked.preventDefault();
      clicked.stopPropagation();
    };
    window.addEventListener("click", stop, { capture: true, once: true });
    // Where the press ends outside the picture there is no click to stop.
    setTimeout(() => window.removeEventListener("click", stop, { capture: true }), 0);
  }
}
