// Draws the network of a letter or a dossier: kinds of edges can be left out, a click shows the words, and the drawing
// can be saved. Everything here stands in the table below it as well.
"use strict";

(() => {
  const frame = document.getElementById("drawing");
  if (!frame || !window.cytoscape) return;
  const place = document.getElementById("network");
  const panel = document.getElementById("evidence");
  const MANY = 400; // Nodes above which looks give way to speed.
  const SHAPES = { motion: "round-rectangle", track: "diamond", paper: "rectangle", document: "rectangle", place: "ellipse", law: "hexagon" };

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function style(many) {
    const groups = ["actor", "motion", "track", "paper", "document", "place", "law"];
    return [
      { selector: "node", style: { width: (node) => 14 + 5 * Math.sqrt(node.data("weight")), height: (node) => 14 + 5 * Math.sqrt(node.data("weight")), label: "data(label)", "font-size": 11, "font-family": "sans-serif", color: colour("--ink"), "text-wrap": "ellipsis", "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 3, "min-zoomed-font-size": many ? 10 : 5, "text-background-color": colour("--surface"), "text-background-opacity": many ? 0 : 0.75 } },
      ...groups.map((group) => ({ selector: `node[group="${group}"]`, style: { "background-color": colour(`--n-${group}`), shape: SHAPES[group] || "ellipse" } })),
      { selector: "edge", style: { width: (edge) => Math.min(6, 1 + Math.log2(edge.data("n"))), "line-color": colour("--edge"), "target-arrow-color": colour("--edge"), "target-arrow-shape": many ? "none" : "triangle", "arrow-scale": 0.8, "curve-style": many ? "haystack" : "bezier", opacity: 0.75 } },
      { selector: "edge[?negated]", style: { "line-style": "dashed" } },
      { selector: ".aside", style: { opacity: 0.12 } },
      { selector: "edge.chosen", style: { "line-color": colour("--focus"), "target-arrow-color": colour("--focus"), opacity: 1 } },
      { selector: "node.chosen", style: { "border-width": 3, "border-color": colour("--focus") } },
    ];
  }

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  const labels = Object.fromEntries([...frame.querySelectorAll(".kinds label")].map((label) => [label.querySelector("input").value, label.childNodes[1].textContent.trim()]));

  function words(edges) {
    const list = element("ul");
    for (const edge of edges) {
      for (const [quote, address] of edge.data("words")) {
        const item = element("li");
        item.append(element("span", `${edge.source().data("name")} → ${edge.target().data("name")}: ${labels[edge.data("kind")]}`, { class: "meta" }));
        const link = element("a", quote, { href: address, lang: "nl", class: "place quote" });
        item.append(link);
        list.append(item);
      }
    }
    return list;
  }

  function show(cy, target) {
    cy.batch(() => {
      cy.elements().removeClass("aside chosen");
      const near = target.isNode() ? target.closedNeighborhood() : target.union(target.connectedNodes());
      cy.elements().not(near).addClass("aside");
      target.addClass("chosen");
    });
    const title = element("h2");
    if (target.isNode()) title.append(element("a", target.data("name"), { href: target.data("link") }));
    else title.textContent = `${target.source().data("name")} → ${target.target().data("name")}`;
    const edges = target.isNode() ? target.connectedEdges(":visible").slice(0, 30) : [target];
    panel.replaceChildren(title, words(edges));
    panel.scrollTop = 0;
  }

  function save(name, blob) {
    const link = element("a", "", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  const safe = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  function svg(cy) {
    // Written from the positions, so that the file holds shapes and words that any editor can change.
    const box = cy.elements(":visible").boundingBox();
    const round = (value) => Math.round(value * 10) / 10;
    const parts = [];
    cy.edges(":visible").forEach((edge) => {
      const [from, to] = [edge.source().position(), edge.target().position()];
      const dash = edge.data("negated") ? ' stroke-dasharray="5 4"' : "";
      parts.push(`<line x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}" stroke="${colour("--edge")}" stroke-width="${round(edge.numericStyle("width"))}"${dash}><title>${safe(labels[edge.data("kind")] || "")}</title></line>`);
    });
    cy.nodes(":visible").forEach((node) => {
      const { x, y } = node.position();
      const half = node.width() / 2;
      const fill = colour(`--n-${node.data("group")}`);
      parts.push(SHAPES[node.data("group")] && node.data("group") !== "place"
        ? `<rect x="${round(x - half)}" y="${round(y - half)}" width="${round(2 * half)}" height="${round(2 * half)}" rx="2" fill="${fill}"/>`
        : `<circle cx="${round(x)}" cy="${round(y)}" r="${round(half)}" fill="${fill}"/>`);
      parts.push(`<text x="${round(x)}" y="${round(y + half + 12)}" text-anchor="middle" fill="${colour("--ink")}">${safe(node.data("name"))}</text>`);
    });
    const view = [box.x1 - 20, box.y1 - 20, box.w + 40, box.h + 40].map(round).join(" ");
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" font-family="sans-serif" font-size="11"><rect x="${round(box.x1 - 20)}" y="${round(box.y1 - 20)}" width="100%" height="100%" fill="${colour("--surface")}"/>${parts.join("")}</svg>`;
  }

  function filter(cy) {
    const kinds = new Set([...frame.querySelectorAll(".kinds input:checked")].map((input) => input.value));
    cy.batch(() => {
      cy.edges().forEach((edge) => { edge.style("display", kinds.has(edge.data("kind")) ? "element" : "none"); });
      cy.nodes().forEach((node) => { node.style("display", node.connectedEdges().some((edge) => kinds.has(edge.data("kind"))) ? "element" : "none"); });
    });
  }

  // A motion is told by its number, which must not be cut off: the word before it says no more than the colour does.
  const shorter = ({ group, name }) => (group === "motion" ? name.replace(/^\p{L}+ (?=\d)/u, "") : name);

  function prepare({ nodes, edges }) {
    const weight = {};
    for (const edge of edges) {
      weight[edge.source] = (weight[edge.source] || 0) + 1;
      weight[edge.target] = (weight[edge.target] || 0) + 1;
    }
    return [
      ...nodes.map((node) => ({ group: "nodes", data: { ...node, label: shorter(node), weight: Math.min(60, weight[node.id] || 1) } })),
      ...edges.map((edge) => ({ group: "edges", data: edge })),
    ];
  }

  function listen(cy) {
    cy.on("tap", "node, edge", (event) => show(cy, event.target));
    cy.on("tap", (event) => { if (event.target === cy) cy.elements().removeClass("aside chosen"); });
    frame.querySelector(".kinds").addEventListener("change", () => filter(cy));
    document.getElementById("fit").addEventListener("click", () => cy.fit(cy.elements(":visible"), 30));
    document.getElementById("png").addEventListener("click", async () => save("network.png", await cy.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: colour("--surface") })));
    document.getElementById("svg").addEventListener("click", () => save("network.svg", new Blob([svg(cy)], { type: "image/svg+xml" })));
    new MutationObserver(() => cy.style(style(cy.nodes().length > MANY))).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }

  async function start() {
    const answer = await fetch(frame.dataset.source);
    if (!answer.ok) return;
    const elements = prepare(await answer.json());
    frame.hidden = false;
    const many = elements.filter((each) => each.group === "nodes").length > MANY;
    const cy = cytoscape({
      container: place,
      elements,
      style: style(many),
      layout: { name: "fcose", quality: many ? "draft" : "proof", animate: false, randomize: true, nodeSeparation: 130, idealEdgeLength: 120, nodeRepulsion: 14000, packComponents: false },
      pixelRatio: many ? 1 : "auto",
      textureOnViewport: many,
      hideEdgesOnViewport: many,
      minZoom: 0.03,
      maxZoom: 4,
    });
    listen(cy);
    cy.fit(undefined, 30);
    frame.dataset.nodes = String(cy.nodes().length);
    frame.dataset.ready = "true";
  }

  start();
})();
