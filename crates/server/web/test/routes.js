// Every page, in each of its states: [the route, an address, the status it answers with].
//
// A test of the server holds this list to the routes of the program.

/** Pages for whoever is not signed in. */
export const OUTSIDE = [
  ["/setup", "/setup", 200],
  ["/sign-in", "/sign-in", 200],
  ["/sign-in", "/sign-in?out=1", 200],
  // The example has no identity provider; its pages are walked through with one.
  ["/sign-in/provider", "/sign-in/provider", 404],
  ["/sign-in/provider/out", "/sign-in/provider/out", 404],
  ["/sign-in/return", "/sign-in/return?state=x&code=y", 404],
  ["/help", "/help", 200],
  ["/published", "/published", 200],
  ["/published/search", "/published/search?words=nothing-has-this-word", 200],
  ["/published/{body}/{proposal}", "/published/nottinghamshire-county-council/p-18-01", 404],
  ["/published/{body}/{proposal}/{file}", "/published/nottinghamshire-county-council/p-18-01/report.html", 404],
];

const home = "/nottinghamshire-county-council";
const list = `${home}/establishment`;
/** The proposal that the example begins with. */
const draft = `${home}/proposals/p-18-01`;

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Files to take away: [the route, an address, the type, how the file begins]. */
export const FILES = [
  ["/{body}/establishment.csv", "/establishment.csv?words=officer", "text/csv", "\xef\xbb\xbfPost number,"],
  ["/{body}/establishment.xlsx", "/establishment.xlsx?sort=-fte", XLSX, "PK"],
  ["/{body}/establishment/chart.svg", "/establishment/chart.svg", "image/svg+xml", "<svg"],
  ["/{body}/establishment/chart.png", "/establishment/chart.png", "image/png", "\x89PNG"],
  ["/{body}/proposals/{proposal}/structure/{file}", "/proposals/p-18-01/structure/structure.svg", "image/svg+xml", "<svg"],
  ["/{body}/proposals/{proposal}/structure/{file}", "/proposals/p-18-01/structure/structure.png?view=after", "image/png", "\x89PNG"],
  ["/{body}/proposals/{proposal}/report/{file}", "/proposals/p-18-01/report/report.docx", DOCX, "PK"],
  ["/{body}/proposals/{proposal}/report/{file}", "/proposals/p-18-01/report/report.xlsx", XLSX, "PK"],
  ["/{body}/proposals/{proposal}/report/{file}", "/proposals/p-18-01/report/case.toml?revision=1", "application/toml", "muster = 1"],
];

/** The steps of an import, below its list: [the route, an address, where it leads]. */
export const IMPORTS = [
  ["/imports", "/imports", "/imports"],
  ["/imports", "/imports?erased=1", "/imports?erased=1"],
  ["/imports/{list}", "", "/rows"],
  ["/imports/{list}/about", "/about", "/about"],
  ["/imports/{list}/headings", "/headings", "/headings"],
  ["/imports/{list}/columns", "/columns", "/columns"],
  ["/imports/{list}/rows", "/rows", "/rows"],
  ["/imports/{list}/record", "/record", "/rows"],
  ["/imports/{list}/record", "/record?failed=1", "/rows"],
  ["/imports/{list}/progress", "/progress", "/rows"],
];

/** Files of an import to take away. */
export const IMPORT_FILES = [
  ["/imports/{list}/problems.xlsx", "/problems.xlsx", XLSX, "PK"],
];

/** Addresses that only take forms; the journeys send them. */
export const FORMS = [
  ["/sign-out", "/sign-out", 405],
  ["/{body}/proposals/{proposal}/changes/panel", `${draft}/changes/panel`, 405],
  ["/{body}/proposals/{proposal}/findings/acknowledge", `${draft}/findings/acknowledge`, 405],
  ["/{body}/proposals/{proposal}/report/sections/{section}/preview", `${draft}/report/sections/purpose/preview`, 405],
  ["/{body}/proposals/{proposal}/send", `${draft}/send`, 405],
  ["/{body}/proposals/{proposal}/clear", `${draft}/clear`, 405],
  ["/{body}/proposals/{proposal}/findings/override", `${draft}/findings/override`, 405],
  ["/{body}/proposals/{proposal}/entries/{*form}", `${draft}/entries/changes`, 405],
];

export const ROUTES = [
  ["/", "/", 200],
  ["/help", "/help", 200],
  ["/account", "/account", 200],
  ["/account", "/account?changed=1", 200],
  ["/account", "/account?told=1", 200],
  ["/set-up", "/set-up", 200],
  ["/set-up", "/set-up?done=look", 200],
  ["/set-up/council", "/set-up/council", 200],
  ["/set-up/council", "/set-up/council?of=bolton-council", 200],
  ["/set-up/look", "/set-up/look?of=nottinghamshire-county-council", 200],
  ["/set-up/look", "/set-up/look?of=nowhere", 404],
  ["/set-up/pay", "/set-up/pay?of=nottinghamshire-county-council", 200],
  ["/notices", "/notices", 200],
  ["/accounts", "/accounts", 200],
  ["/accounts", "/accounts?done=added", 200],
  ["/accounts/add", "/accounts/add", 200],
  ["/accounts/{account}", "account", 200],
  ["/accounts/{account}", "/accounts/0123", 404],
  ["/administration/permissions", "/administration/permissions", 200],
  ["/audit", "/audit", 200],
  ["/audit", "/audit?kind=refusals&from-day=31&from-month=2&from-year=2018", 200],
  ["/audit", "/audit?case=P-18-99", 200],
  // Whoever gives accounts sees the trail; only an auditor takes it away.
  ["/audit.csv", "/audit.csv", 403],
  ["/audit.xlsx", "/audit.xlsx", 403],
  ["/audit.journal", "/audit.journal", 403],
  ["/{body}", home, 200],
  ["/{body}", "/nowhere", 404],
  ["/{body}/establishment", list, 200],
  ["/{body}/establishment", `${list}?on=2019-06-01&as=2018-09-01`, 200],
  ["/{body}/establishment", `${list}?on=2014-11-12`, 200],
  ["/{body}/establishment", `${list}?words=social+worker&temporary=1&sort=-fte`, 200],
  ["/{body}/establishment", `${list}?fund=-&not-costed=1&sort=-cost`, 200],
  ["/{body}/establishment", `${list}?words=nothing-has-this-word`, 200],
  ["/{body}/establishment", `${list}?on-day=31&on-month=2&on-year=2019`, 200],
  ["/{body}/establishment", `${list}?on-day=1&on-month=6&on-year=&as-day=1&as-month=1&as-year=2030`, 200],
  ["/{body}/establishment", `${list}?on=2000-01-01`, 200],
  ["/{body}/establishment/units/{unit}", "unit", 200],
  ["/{body}/establishment/units/{unit}", `${list}/units/999999`, 404],
  ["/{body}/establishment/posts/{post}", "post", 200],
  ["/{body}/establishment/posts/{post}", "post?on=2000-01-01", 200],
  ["/{body}/establishment/posts/{post}", `${list}/posts/999999`, 404],
  ["/{body}/establishment/chart", `${list}/chart`, 200],
  ["/{body}/establishment/chart", `${list}/chart?on=2014-11-12&zoom=fit`, 200],
  ["/{body}/establishment/chart", `${list}/chart?find=officer&zoom=50`, 200],
  ["/{body}/establishment/chart", `${list}/chart?on=2000-01-01&find=nothing-has-this-word`, 200],
  ["/{body}/establishment/chart", `${list}/chart?unit=999999`, 404],
  ["/{body}/establishment/chart", `${list}/chart?closed=2&find=team+manager`, 200],
  // The example site has no printer.
  ["/{body}/establishment/chart.pdf", `${list}/chart.pdf`, 404],
  ["/{body}/coming-up", `${home}/coming-up`, 200],
  ["/{body}/coming-up", `${home}/coming-up?on=2000-01-01`, 200],
  ["/{body}/obligations", `${home}/obligations`, 200],
  ["/{body}/obligations", `${home}/obligations?on=2000-01-01`, 200],
  // Who may close a promise is asked first; obligations.test.js walks through it.
  ["/{body}/obligations/{proposal}/{number}", `${home}/obligations/p-18-99/1`, 404],
  ["/{body}/proposals", `${home}/proposals`, 200],
  ["/{body}/proposals", "/bolton-council/proposals", 200],
  ["/{body}/proposals/begin", `${home}/proposals/begin`, 200],
  ["/{body}/proposals/{proposal}", draft, 200],
  ["/{body}/proposals/{proposal}", `${home}/proposals/p-18-99`, 404],
  ["/{body}/proposals/{proposal}/changes", `${draft}/changes`, 200],
  ["/{body}/proposals/{proposal}/changes", `${draft}/changes?revision=1&new=1`, 200],
  ["/{body}/proposals/{proposal}/changes", `${draft}/changes?revision=99`, 404],
  ["/{body}/proposals/{proposal}/changes/posts", `${draft}/changes/posts`, 200],
  ["/{body}/proposals/{proposal}/changes/posts", `${draft}/changes/posts?words=nothing-has-this-word`, 200],
  ["/{body}/proposals/{proposal}/costs", `${draft}/costs`, 200],
  ["/{body}/proposals/{proposal}/options", `${draft}/options`, 200],
  ["/{body}/proposals/{proposal}/structure", `${draft}/structure`, 200],
  ["/{body}/proposals/{proposal}/structure", `${draft}/structure?view=before&zoom=fit`, 200],
  ["/{body}/proposals/{proposal}/structure", `${draft}/structure?view=after&unit=all&find=officer`, 200],
  ["/{body}/proposals/{proposal}/structure", `${draft}/structure?find=nothing-has-this-word`, 200],
  ["/{body}/proposals/{proposal}/structure", `${draft}/structure?unit=999999`, 404],
  ["/{body}/proposals/{proposal}/structure/{file}", `${draft}/structure/structure.pdf`, 404],
  ["/{body}/proposals/{proposal}/changes/move", `${draft}/changes/move`, 200],
  ["/{body}/proposals/{proposal}/changes/move", `${draft}/changes/move?unit=Nowhere&into=Nowhere&reports-to=Nobody`, 200],
  ["/{body}/proposals/{proposal}/case", `${draft}/case`, 200],
  ["/{body}/proposals/{proposal}/changes/paste", `${draft}/changes/paste`, 200],
  ["/{body}/proposals/{proposal}/findings", `${draft}/findings`, 200],
  ["/{body}/proposals/{proposal}/describe", `${draft}/describe`, 200],
  ["/{body}/proposals/{proposal}/funding", `${draft}/funding`, 200],
  ["/{body}/proposals/{proposal}/budgets", `${draft}/budgets`, 200],
  ["/{body}/proposals/{proposal}/savings", `${draft}/savings`, 200],
  ["/{body}/proposals/{proposal}/stated", `${draft}/stated`, 200],
  ["/{body}/proposals/{proposal}/consultation", `${draft}/consultation`, 200],
  ["/{body}/proposals/{proposal}/implications", `${draft}/implications`, 200],
  ["/{body}/proposals/{proposal}/recommendations", `${draft}/recommendations`, 200],
  ["/{body}/proposals/{proposal}/report/comments", `${draft}/report/comments`, 200],
  ["/{body}/proposals/{proposal}/report/papers", `${draft}/report/papers`, 200],
  ["/{body}/proposals/{proposal}/report/exempt", `${draft}/report/exempt`, 200],
  ["/{body}/proposals/{proposal}/stated", `${draft}/stated?amount=%C2%A345,000`, 200],
  ["/{body}/proposals/{proposal}/report/sections/{section}", `${draft}/report/sections/purpose`, 200],
  ["/{body}/proposals/{proposal}/report/sections/{section}", `${draft}/report/sections/own-1`, 200],
  ["/{body}/proposals/{proposal}/report/sections/{section}", `${draft}/report/sections/nothing`, 404],
  ["/{body}/proposals/{proposal}/check", `${draft}/check`, 200],
  ["/{body}/proposals/{proposal}/report", `${draft}/report`, 200],
  ["/{body}/proposals/{proposal}/history", `${draft}/history`, 200],
  ["/{body}/proposals/{proposal}/people", `${draft}/people`, 200],
  ["/{body}/proposals/{proposal}/parts", `${draft}/parts`, 200],
  ["/{body}/proposals/{proposal}/parts/{part}", `${draft}/parts/p-99-99`, 404],
  ["/{body}/proposals/{proposal}/parts", `${draft}/parts`, 200],
  ["/{body}/proposals/{proposal}/review", `${draft}/review`, 200],
  ["/{body}/proposals/{proposal}/review", `${draft}/review?about=proposal`, 200],
  ["/{body}/proposals/{proposal}/review", `${draft}/review?about=nothing-is-called-so`, 200],
  ["/{body}/proposals/{proposal}/conflicts", `${draft}/conflicts`, 200],
  ["/{body}/proposals/{proposal}/decision", `${draft}/decision`, 200],
  ["/{body}/proposals/{proposal}/follow-up", `${draft}/follow-up`, 200],
  ["/{body}/proposals/{proposal}/consulting", `${draft}/consulting`, 200],
  ["/{body}/proposals/{proposal}/comments", `${draft}/comments`, 200],
  ["/{body}/proposals/{proposal}/comments/{kind}", `${draft}/comments/financial`, 200],
  ["/{body}/proposals/{proposal}/comments/{kind}", `${draft}/comments/nothing`, 404],
  ["/{body}/proposals/{proposal}/notice", `${draft}/notice`, 200],
  ["/{body}/proposals/{proposal}/publication", `${draft}/publication`, 200],
  ["/{body}/proposals/{proposal}/withdraw", `${draft}/withdraw`, 200],
  ["/{body}/proposals/join/{link}", `${home}/proposals/join/${"0".repeat(32)}`, 404],
  ["/{body}/proposals/join/{link}", `${home}/proposals/join/nonsense`, 404],
  ["/{body}/proposals/{proposal}/history", `${draft}/history?from=2&to=1&done=restored&in=2`, 200],
  ["/{body}/proposals/{proposal}/history", `${draft}/history?from=1&to=99`, 404],
  ["/{body}/coming-up", `${home}/coming-up?on=2019-06-01&as=2018-09-01`, 200],
  ["/{body}/decisions", `${home}/decisions`, 200],
  ["/{body}/decisions", `${home}/decisions?as=2000-01-01`, 200],
  ["/{body}/decisions", `/bolton-council/decisions`, 200],
  ["/{body}/decisions/{entry}", "decision", 200],
  ["/{body}/decisions/{entry}", `${home}/decisions/999999`, 404],
  ["/{body}/ledger", `${home}/ledger`, 200],
  ["/{body}/ledger", `${home}/ledger?receipt=`, 200],
  ["/{body}/ledger", `${home}/ledger?receipt=not-a-receipt`, 200],
  ["/{body}/ledger", `${home}/ledger?receipt=3-${"0".repeat(64)}`, 200],
  ["/{body}/search", `${home}/search`, 200],
  ["/{body}/search", `${home}/search?words=short+breaks`, 200],
  ["/{body}/search", `${home}/search?words=comissioning`, 200],
  ["/{body}/search", `${home}/search?words=officer&kind=posts&on=2020-10-01`, 200],
];

const large = "/anytown-county-council";
const long = "/council-of-the-royal-metropolitan-borough-of-longname-upon-longwater";

/** The same pages over twenty thousand posts, and over names as long as anybody makes them. */
export const LARGE = [
  large,
  `${large}/establishment`,
  `${large}/establishment?page=999999&sort=-cost&rows=100`,
  `${large}/establishment?words=officer&vacant=1&sort=ends`,
  `${large}/establishment/chart`,
  `${large}/coming-up`,
  `${large}/decisions`,
  `${large}/search?words=officer`,
  `${large}/search?words=officer&kind=posts&page=3`,
  long,
  `${long}/establishment`,
  `${long}/decisions`,
  `${long}/search?words=commissioning`,
  `${long}/establishment/chart`,
];
