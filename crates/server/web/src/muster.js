// Everything here adds to a page that works without it.
import { initAll } from "./govuk-frontend.js";

initAll();
