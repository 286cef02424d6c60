// Two more ways to look at an answer: bars, where a column holds numbers, and a network, where rows tie things.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const MOST_BARS = 40;
const MOST_TIES = 3000;

function drawn(name, attributes, text) {
  const made = name === "svg" || name === "rect" || name === "text" ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function shorten(value, prefixes) {
  const found = Object.entries(prefixes).filter(([, iri]) => value.startsWith(iri)).sort((a, b) => b[1].length - a[1].length)[0];
  return found ? `${found[0]}:${value.slice(found[1].length)}` : value;
}

const numeric = (term) => term && term.type !== "uri" && /(integer|decimal|double|float|int|long)$/.test(term.datatype || "");

function columns(yasr) {
  const rows = (yasr.results && yasr.results.getBindings && yasr.results.getBindings()) || [];
  const names = rows.length ? yasr.results.getVariables() : [];
  return { rows, names, numbers: names.filter((name) => rows.some((row) => numeric(row[name]))), things: names.filter((name) => rows.some((row) => row[name] && row[name].type === "uri")) };
}

function chooser(label, names, chosen, change) {
  const frame = drawn("label", {}, `${label} `);
  const select = drawn("select");
  for (const name of names) select.append(drawn("option", name === chosen ? { value: name, selected: "" } : { value: name }, name));
  select.addEventListener("change", () => change(select.value));
  frame.append(select);
  return frame;
}

function bars(rows, name, value, prefixes) {
  const shown = rows.filter((row) => numeric(row[value])).slice(0, MOST_BARS).map((row) => ({ label: row[name] ? shorten(row[name].value, prefixes) : "–", number: Number(row[value].value) }));
  const most = Math.max(...shown.map((each) => Math.abs(each.number)), 1e-9);
  const chart = drawn("svg", { viewBox: `0 0 760 ${shown.length * 26 + 6}`, role: "img", "aria-label": shown.map((each) => `${each.label}: ${each.number}`).join("; "), class: "bars" });
  shown.forEach(({ label, number }, at) => {
    const y = at * 26 + 4;
    const width = (Math.abs(number) / most) * 400;
    chart.append(drawn("text", { x: 255, y: y + 14, "text-anchor": "end" }, label.length > 38 ? `${label.slice(0, 37)}…` : label));
    chart.append(drawn("rect", { x: 262, y, width: Math.max(width, 1), height: 19 }));
    chart.append(drawn("text", { x: 268 + width, y: y + 14 }, number.toLocaleString(document.documentElement.lang)));
  });
  return chart;
}

let library;

function load() {
  // The drawing library is fetched by the first network that is drawn, one file after the other, and once.
  const names = ["cytoscape/cytoscape.min.js", "layout-base/layout-base.js", "cose-base/cose-base.js", "cytoscape-fcose/cytoscape-fcose.js"];
  library ||= names.reduce((before, name) => before.then(() => new Promise((resolve, reject) => {
    const script = drawn("script", { src: `/static/vendor/${name}` });
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  })), Promise.resolve());
  return library;
}

function ties(rows, from, to, prefixes) {
  const nodes = new Map();
  const edges = new Map();
  const node = (term) => {
    if (!nodes.has(term.value)) nodes.set(term.value, { data: { id: `n${nodes.size}`, name: shorten(term.value, prefixes) } });
    return nodes.get(term.value).data.id;
  };
  for (const row of rows.slice(0, MOST_TIES)) {
    if (!row[from] || !row[to]) continue;
    const [source, target] = [node(row[from]), node(row[to])];
    edges.set(`${source}-${target}`, { data: { id: `${source}-${target}`, source, target } });
  }
  return [...nodes.values(), ...edges.values()];
}

function drawResults({ WORDS, prefixes }) {
  class Bars {
    constructor(yasr) {
      this.yasr = yasr;
      this.label = WORDS.chart;
      this.priority = 3;
    }

    canHandleResults() {
      return columns(this.yasr).numbers.length > 0;
    }

    draw() {
      const { rows, names, numbers } = columns(this.yasr);
      const labels = names.filter((name) => !numbers.includes(name));
      const state = { name: labels[0] || names[0], value: numbers[0] };
      const frame = drawn("div", { class: "looks" });
      const place = drawn("div");
      const again = () => place.replaceChildren(bars(rows, state.name, state.value, prefixes));
      frame.append(chooser(WORDS.of, names, state.name, (name) => { state.name = name; again(); }), " ", chooser(WORDS.number, numbers, state.value, (name) => { state.value = name; again(); }), place);
      again();
      this.yasr.resultsEl.append(frame);
    }

    getIcon() {
      return undefined;
    }
  }

  class Ties {
    constructor(yasr) {
      this.yasr = yasr;
      this.label = WORDS.network;
      this.priority = 2;
    }

    canHandleResults() {
      return columns(this.yasr).things.length > 1;
    }

    async draw() {
      const { rows, names, things } = columns(this.yasr);
      const state = { from: things[0], to: things[1] };
      const frame = drawn("div", { class: "looks" });
      const place = drawn("div", { class: "ties", role: "img", "aria-label": WORDS.network });
      this.yasr.resultsEl.append(frame);
      await load();
      const again = () => {
        cytoscape({
          container: place,
          elements: ties(rows, state.from, state.to, prefixes),
          style: [
            { selector: "node", style: { width: 16, height: 16, "background-color": "#1f6fa8", label: "data(name)", "font-size": 10, color: "#1d2127", "text-valign": "bottom", "text-margin-y": 3, "min-zoomed-font-size": 6 } },
            { selector: "edge", style: { width: 1.4, "line-color": "#8b8f96", "target-arrow-color": "#8b8f96", "target-arrow-shape": "triangle", "curve-style": "bezier" } },
          ],
          layout: { name: "fcose", quality: "default", animate: false, nodeSeparation: 90 },
        });
        frame.dataset.ready = "true";
      };
      frame.append(chooser(WORDS.from, names, state.from, (name) => { state.from = name; again(); }), " ", chooser(WORDS.to, names, state.to, (name) => { state.to = name; again(); }), place);
      again();
    }

    getIcon() {
      return undefined;
    }
  }

  Yasgui.Yasr.registerPlugin("chart", Bars);
  Yasgui.Yasr.registerPlugin("network", Ties);
}
