// A document's page: what is read lights up with its words, both ways; a click on words shows what was read there.
// Without this file the words are links to the same cards.
"use strict";

(() => {
  const text = document.getElementById("text");
  const read = document.getElementById("read");
  const panel = document.getElementById("reading");
  const body = document.getElementById("reading-body");
  if (!text || !panel) return;

  const keys = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);

  // Where each statement and each named thing stands, found once.
  const places = new Map();
  const keep = (key, element) => places.has(key) ? places.get(key).push(element) : places.set(key, [element]);
  for (const element of document.querySelectorAll("#text [data-s], #text [data-e], #read [data-s], #read [data-e]")) {
    if (panel.contains(element)) continue;
    for (const key of keys(element, "s")) keep(`s${key}`, element);
    for (const key of keys(element, "e")) keep(`e${key}`, element);
  }

  let lit = [];
  const light = (names) => {
    for (const element of lit) element.classList.remove("lit");
    lit = names.flatMap((name) => places.get(name) || []);
    for (const element of lit) element.classList.add("lit");
  };
  // Inside the text a thing named is no more than its own words: only what is read of it lights up.
  const namesOf = (element) => {
    const statements = keys(element, "s").map((key) => `s${key}`);
    return statements.length ? statements : keys(element, "e").map((key) => `e${key}`);
  };
  const marked = (event) => event.target instanceof Element && event.target.closest("[data-s], [data-e]");
  for (const area of [text, read]) {
    area.addEventListener("mouseover", (event) => { const at = marked(event); light(at ? namesOf(at) : []); });
    area.addEventListener("mouseleave", () => light([]));
    area.addEventListener("focusin", (event) => { const at = marked(event); if (at) light(namesOf(at)); });
    area.addEventListener("focusout", () => light([]));
  }

  let from = null;
  const bare = (element) => {
    const copy = element.cloneNode(true);
    for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
    for (const each of [copy, ...copy.querySelectorAll("[aria-labelledby]")]) each.removeAttribute("aria-labelledby");
    copy.classList.remove("lit");
    return copy;
  };
  const close = () => {
    panel.hidden = true;
    light([]);
    if (from) from.focus({ preventScroll: true });
    from = null;
  };
  const open = (element) => {
    body.replaceChildren();
    for (const key of keys(element, "e")) {
      const named = document.getElementById(`e${key}`);
      if (!named) continue;
      const line = document.createElement("p");
      line.className = "here";
      const type = named.closest("ul").previousElementSibling.firstElementChild.cloneNode(true);
      line.append(type, " ", ...bare(named).childNodes);
      body.append(line);
    }
    if (!keys(element, "e").length && element.title) {
      const line = document.createElement("p");
      line.className = "here";
      line.textContent = element.title;
      body.append(line);
    }
    for (const key of keys(element, "s")) {
      const card = (places.get(`s${key}`) || []).find((each) => each.classList.contains("statement"));
      if (card) body.append(bare(card));
    }
    panel.hidden = false;
    panel.scrollTop = 0;
    document.getElementById("reading-title").focus({ preventScroll: true });
    light(namesOf(element));
  };
  text.addEventListener("click", (event) => {
    const at = marked(event);
    if (!at || !getSelection().isCollapsed || event.metaKey || event.ctrlKey) return;
    if (event.target.closest(".noteref, .back")) return;
    event.preventDefault();
    from = at.matches("a") ? at : null;
    open(at);
  });
  document.getElementById("reading-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) close(); });

  // An address that ends in #char=START,END shows those characters, whether or not a statement was read from them.
  const point = (offset) => {
    // Offsets count code points; a string counts UTF-16 units.
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let units = 0;
      for (const character of node.data) {
        if (!left) return [node, units];
        units += character.length;
        left -= 1;
      }
      if (!left) return [node, units];
    }
    return null;
  };
  const show = () => {
    const found = /^#char=(\d+),(\d+)$/.exec(decodeURIComponent(location.hash));
    if (window.CSS && CSS.highlights) CSS.highlights.delete("passage");
    if (!found) return;
    const start = point(Number(found[1]));
    const end = point(Number(found[2]));
    if (!start || !end) return;
    const range = document.createRange();
    range.setStart(...start);
    range.setEnd(...end);
    if (window.CSS && CSS.highlights) CSS.highlights.set("passage", new Highlight(range));
    start[0].parentElement.scrollIntoView({ block: "center" });
    if (!panel.hidden) { panel.hidden = true; from = null; }
  };
  // What the shapes find is asked apart, as it takes a moment; each finding is shown on the statements that it is about.
  const checks = document.getElementById("checks");
  const check = async () => {
    const answer = await fetch(checks.dataset.part);
    if (!answer.ok) return;
    const found = document.getElementById("findings");
    found.innerHTML = await answer.text();
    const all = found.querySelectorAll("li[data-message]");
    if (!found.querySelector("[data-busy]")) checks.querySelector("summary").textContent += ` (${all.length})`;
    for (const finding of all) {
      for (const link of finding.querySelectorAll("a[href^='#char=']")) {
        for (const words of document.querySelectorAll(`.statement .to-words[href="${link.getAttribute("href")}"]`)) {
          const note = document.createElement("p");
          note.className = "note warn small";
          note.textContent = finding.dataset.message;
          words.closest(".statement").insertBefore(note, words.closest(".acts"));
        }
      }
    }
    document.body.dataset.checked = "true";
  };
  if (checks) check();

  addEventListener("hashchange", show);
  show();
  document.body.dataset.ready = "true";
})();
