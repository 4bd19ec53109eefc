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
