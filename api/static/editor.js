// Sets up the query editor: this server's endpoint, its prefixes and terms, the example questions, and the results as
// table, chart and network. Every query has an address that can be passed on.
"use strict";

const ENDPOINT = new URL("/sparql", location.href).href;
const LANG = document.documentElement.lang === "en" ? "en" : "nl";
const FIRST = "PREFIX kg: <https://w3id.org/kamergraaf/ontology#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\nSELECT * WHERE {\n  ?statement a kg:Funding ; kg:agent ?agent .\n}\nLIMIT 10";
const LONGEST_ADDRESS = 6000;
const WORDS = document.getElementById("editor").dataset;

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
  notice.textContent = cut ? `${WORDS.cut} (${cut})` : "";
}

function complete(terms, prefixes) {
  // The editor's own completion asks other sites; ours knows the terms of this graph.
  const { Yasqe } = Yasgui;
  const find = (kind) => (yasqe, token) => {
    const asked = (token.autocompletionString || "").toLowerCase();
    const plain = token.string.trim().replace(/^[\w-]*:/, "").toLowerCase();
    const [name] = token.string.trim().split(":");
    const start = token.string.includes(":") && prefixes[name] ? (prefixes[name] + plain).toLowerCase() : asked;
    const ofKind = terms.filter((term) => term.kind === kind);
    const exact = ofKind.filter((term) => term.iri.toLowerCase().startsWith(start));
    const named = ofKind.filter((term) => plain && !exact.includes(term) && (term[LANG] || "").toLowerCase().startsWith(plain));
    return [...exact, ...named].slice(0, 60).map((term) => term.iri);
  };
  Yasqe.forkAutocompleter("class", { name: "our-class", persistenceId: null, autoShow: false, get: find("class") });
  Yasqe.forkAutocompleter("property", { name: "our-property", persistenceId: null, autoShow: false, get: find("property") });
  Yasqe.defaults.autocompleters = ["variables", "our-class", "our-property"];
}

function share(yasgui) {
  const button = document.getElementById("share");
  const address = () => {
    const at = new URL("/sparql", location.href);
    at.searchParams.set("query", yasgui.getTab().getQuery());
    return at.href;
  };
  const show = () => {
    const at = address();
    button.hidden = at.length > LONGEST_ADDRESS;
    if (!button.hidden) history.replaceState(null, "", at);
  };
  yasgui.on("query", show);
  button.addEventListener("click", async () => {
    const at = address();
    history.replaceState(null, "", at);
    try {
      await navigator.clipboard.writeText(at);
      button.textContent = WORDS.copied;
    } catch {
      button.textContent = WORDS.inAddress;
    }
  });
}

async function start() {
  const [known, terms] = await Promise.all(["/editor/examples.json", "/editor/terms.json"].map(async (at) => (await fetch(at)).json()));
  const { prefixes, examples } = known;
  const asked = fromAddress();
  complete(terms, prefixes);
  drawResults({ WORDS, prefixes });
  const yasgui = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint: ENDPOINT, method: "POST" },
    copyEndpointOnNewTab: true,
    populateFromUrl: false,
    persistenceId: "kamergraaf",
    endpointCatalogueOptions: { getData: () => [{ endpoint: ENDPOINT }] },
    yasqe: { value: FIRST },
    yasr: { prefixes, pluginOrder: ["table", "chart", "network", "response"] },
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
    if (found) show(found.query, found.titles[LANG]);
  });
  share(yasgui);
  const named = examples.find((each) => each.name === asked.example);
  if (asked.query) show(asked.query, WORDS.query);
  else if (named) show(named.query, named.titles[LANG]);
  document.body.dataset.ready = "true";
}

start();
