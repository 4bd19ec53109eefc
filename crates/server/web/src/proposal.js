// The rows of a proposal: fields that do not apply are put away, and what the rows do follows what is
// typed. Without this every field is there, and a button asks for the figures.

// How long after the last key what is typed is sent and the figures are asked for, and after them the
// sentence is read out.
const TYPED = 300;
const READ_OUT = 1500;

function onlyWhatApplies(row) {
  const what = row.querySelector("[name$='-what']")?.value ?? "";
  for (const field of row.querySelectorAll("[data-applies]")) {
    const applies = field.dataset.applies.split(" ").includes(what);
    // What holds something is never put away: nobody's entry goes out of sight.
    const holds = [...field.querySelectorAll("input, select, textarea")].some((one) => one.value);
    field.hidden = !applies && !holds;
  }
}

function startPanel(form) {
  const panel = document.getElementById("panel");
  const status = document.getElementById("panel-status");
  let readOut;
  let asked = 0;
  let said = panel.querySelector("[data-sentence]")?.dataset.sentence;
  let since = new Date();

  async function follow(signal) {
    const number = ++asked;
    let isSignedOut = false;
    try {
      const answer = await send(form.dataset.panel, form, signal);
      isSignedOut = answer.status === 401;
      if (!answer.ok) throw new Error(String(answer.status));
      const markup = await answer.text();
      // An answer that was overtaken by a later one says nothing.
      if (number !== asked) return;
      panel.innerHTML = markup;
      since = new Date();
      const sentence = panel.querySelector("[data-sentence]")?.dataset.sentence;
      clearTimeout(readOut);
      readOut = setTimeout(() => {
        if (sentence !== said) status.textContent = said = sentence;
      }, READ_OUT - TYPED);
    } catch {
      if (number !== asked) return;
      const time = since.toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit" });
      let words = panel.querySelector(".muster-stale");
      if (!words) {
        words = document.createElement("p");
        words.className = "govuk-body muster-stale";
        panel.prepend(words);
      }
      words.textContent = `Figures are from ${time}. Update figures.`;
      if (isSignedOut) {
        words.textContent = "You are signed out. Save to sign in again: what you typed comes with you.";
        status.textContent = words.textContent;
      }
    }
  }

  return follow;
}

const entries = (form) => new URLSearchParams(new FormData(form));

// The most that a browser sends for a page that is left already.
const MOST_AFTERWARDS = 60_000;

// Sends a form. What is small goes on when the page is left.
function send(address, form, signal) {
  const body = entries(form);
  return fetch(address, { method: "POST", body, signal, keepalive: body.toString().length < MOST_AFTERWARDS });
}

// What is typed is sent while somebody types, and at once when they leave, so that it is there when they
// come back. A button sends all of it itself: nothing older may arrive after that.
function startKeeping(form, keep) {
  let typed;
  let sending = new AbortController();
  const halt = () => {
    clearTimeout(typed);
    typed = undefined;
  };
  form.addEventListener("input", () => {
    halt();
    typed = setTimeout(() => {
      typed = undefined;
      keep(sending.signal);
    }, TYPED);
  });
  form.addEventListener("submit", () => {
    halt();
    sending.abort();
    sending = new AbortController();
  });
  // The first comes before the next page is asked for; on some phones only the second comes.
  for (const leaving of ["beforeunload", "pagehide"]) {
    window.addEventListener(leaving, () => {
      if (typed === undefined) return;
      halt();
      navigator.sendBeacon(form.dataset.keep, entries(form));
    });
  }
}

// A figure is put in where the cursor stands; where nobody placed one, and without scripts, it comes at
// the end.
function startInserting(tools) {
  const words = document.getElementById(tools.dataset.into);
  const chosen = tools.querySelector("select");
  let isPlaced = false;
  words.addEventListener("focus", () => (isPlaced = true), { once: true });
  tools.querySelector("button[value=insert]").addEventListener("click", (event) => {
    event.preventDefault();
    if (!chosen.value) {
      chosen.focus();
      return;
    }
    if (!isPlaced) words.setSelectionRange(words.value.length, words.value.length);
    const name = `{${chosen.value}}`;
    const before = words.value.slice(0, words.selectionStart);
    // A table or chart stands alone on its line.
    const isBlock = /^\{(table|chart)\./.test(name);
    let lead = "";
    if (isBlock && before && !before.endsWith("\n")) lead = "\n\n";
    else if (!isBlock && !isPlaced && /\S$/.test(before)) lead = " ";
    words.setRangeText(`${lead}${name}${isBlock ? "\n" : ""}`, words.selectionStart, words.selectionEnd, "end");
    words.dispatchEvent(new Event("input", { bubbles: true }));
    words.focus();
  });
}

// That something was done is true until something else is typed: then it goes, from the address too.
function startForgetting() {
  const done = document.querySelector(".govuk-notification-banner--success");
  if (!done) return;
  const forget = () => {
    done.remove();
    const address = new URL(location.href);
    for (const name of ["done", "in"]) address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
  };
  document.querySelector("main").addEventListener("input", forget, { once: true });
}

export function startProposal() {
  startForgetting();
  for (const tools of document.querySelectorAll("[data-into]")) startInserting(tools);
  for (const row of document.querySelectorAll(".muster-row")) {
    onlyWhatApplies(row);
    row.querySelector("select[name$='-what']")?.addEventListener("change", () => onlyWhatApplies(row));
  }
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const keep = (signal) => send(form.dataset.keep, form, signal).catch(() => {});
    startKeeping(form, form.dataset.panel ? startPanel(form) : keep);
  }
}
