// Sets up the query editor: this server's endpoint, its prefixes, and the example questions.
"use strict";

const ENDPOINT = new URL("/sparql", location.href).href;
const FIRST = "SELECT * WHERE {\n  ?subject ?predicate ?object .\n}\nLIMIT 10";

function fromAddress() {
  const asked = new URLSearchParams(location.search).get("query");
  return { query: asked, example: new URLSearchParams(location.hash.slice(1)).get("example") };
}

function declare(query, prefixes) {
  // The editor colours undeclared prefixes as errors, so those that a query uses are written out.
  const used = Object.keys(prefixes).filter((name) => new RegExp(`(^|[^\\w-])${name}:(?!/)`).test(query));
  const missing = used.filter((name) => !new RegExp(`prefix\\s+${name}:`, "i").test(query));
  return missing.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("") + query;
}

function tell(tab) {
  // An answer that the server cut short says so in a header.
  const notice = document.getElementById("notice");
  const response = tab.getYasr && tab.getYasr().results && tab.getYasr().results.getOriginalResponse();
  const headers = response && response.headers;
  const cut = headers && (headers.get ? headers.get("x-truncated") : headers["x-truncated"]);
  notice.hidden = !cut;
  notice.textContent = cut ? `This answer was cut ${cut}: add LIMIT and OFFSET, or ask for less.` : "";
}

async function start() {
  const { prefixes, examples } = await (await fetch("/editor/examples.json")).json();
  const asked = fromAddress();
  Yasgui.Yasqe.defaults.autocompleters = Yasgui.Yasqe.defaults.autocompleters.filter((name) => name === "variables");
  const yasgui = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint: ENDPOINT, method: "POST" },
    copyEndpointOnNewTab: true,
    populateFromUrl: false,
    persistenceId: "kamergraaf",
    endpointCatalogueOptions: { getData: () => [{ endpoint: ENDPOINT }] },
    yasqe: { value: FIRST },
    yasr: { prefixes },
  });
  const show = (query, name) => {
    const tab = yasgui.getTab();
    tab.setName(name);
    tab.setQuery(declare(query, prefixes));
  };
  yasgui.on("queryResponse", (_, tab) => tell(tab));
  const select = document.getElementById("example");
  select.addEventListener("change", () => {
    const found = examples.find((each) => each.name === select.value);
    if (found) show(found.query, found.title);
  });
  const named = examples.find((each) => each.name === asked.example);
  if (asked.query) show(asked.query, "Query");
  else if (named) show(named.query, named.title);
  document.body.dataset.ready = "true";
}

start();
