// Every page, in each of its states: [the route, an address, the status it answers with].
//
// A test of the server holds this list to the routes of the program.

/** Pages for whoever is not signed in. */
export const OUTSIDE = [
  ["/setup", "/setup", 200],
  ["/sign-in", "/sign-in", 200],
  ["/help", "/help", 200],
];

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Files to take away: [the route, an address, the type, how the file begins]. */
export const FILES = [
  ["/{body}/establishment.csv", "/establishment.csv?words=officer", "text/csv", "\xef\xbb\xbfPost number,"],
  ["/{body}/establishment.xlsx", "/establishment.xlsx?sort=-fte", XLSX, "PK"],
  ["/{body}/establishment/chart.svg", "/establishment/chart.svg", "image/svg+xml", "<svg"],
  ["/{body}/establishment/chart.png", "/establishment/chart.png", "image/png", "\x89PNG"],
];

/** Addresses that only take forms; the journeys send them. */
export const FORMS = [
  ["/sign-out", "/sign-out", 405],
];

const home = "/nottinghamshire-county-council";
const list = `${home}/establishment`;

export const ROUTES = [
  ["/", "/", 200],
  ["/help", "/help", 200],
  ["/account", "/account", 200],
  ["/account", "/account?changed=1", 200],
  ["/{body}", home, 200],
  ["/{body}", "/nowhere", 404],
  ["/{body}/establishment", list, 200],
  ["/{body}/establishment", `${list}?on=2019-06-01&as=2018-09-01`, 200],
  ["/{body}/establishment", `${list}?on=2014-11-12`, 200],
  ["/{body}/establishment", `${list}?words=social+worker&temporary=1&sort=-fte`, 200],
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
  ["/{body}/coming-up", `${home}/coming-up`, 200],
  ["/{body}/coming-up", `${home}/coming-up?on=2000-01-01`, 200],
  ["/{body}/search", `${home}/search`, 200],
  ["/{body}/search", `${home}/search?words=short+breaks`, 200],
  ["/{body}/search", `${home}/search?words=comissioning`, 200],
];
