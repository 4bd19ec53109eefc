// Everything here adds to a page that works without it.
import { initAll } from "./govuk-frontend.js";
import { startChart } from "./chart.js";
import { startProposal } from "./proposal.js";

initAll();
startChart();
startProposal();

// Filters are folded on a phone and where scripts do not run; there is room for them elsewhere.
if (window.matchMedia("(min-width: 64em)").matches) {
  for (const filter of document.querySelectorAll("details.muster-filter")) {
    filter.open = true;
  }
}

// An import that is being recorded says how far it has come, until it leads elsewhere.
const progress = document.querySelector("#muster-progress");
if (progress) {
  const update = async () => {
    const answer = await fetch(window.location.href);
    if (answer.redirected) {
      window.location.replace(answer.url);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    progress.replaceChildren(...page.querySelector("#muster-progress").childNodes);
    window.setTimeout(update, Number(progress.dataset.update));
  };
  window.setTimeout(update, Number(progress.dataset.update));
}
