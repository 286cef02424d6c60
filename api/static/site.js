// What every page has: the switch between light and dark.
"use strict";

(() => {
  const button = document.getElementById("theme");
  if (!button) return;
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const tell = () => button.setAttribute("aria-pressed", String(dark()));
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    localStorage.setItem("theme", next);
    tell();
    document.dispatchEvent(new CustomEvent("theme", { detail: next }));
  });
  tell();
})();

// Suggestions as one types: a list under a field, to be walked with the arrow keys. Without this the field is a plain one.
(() => {
  const suggest = (input, address, pick) => {
    const list = document.createElement("div");
    list.id = `typed-${input.id}`;
    list.className = "typed";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0].textContent);
    list.hidden = true;
    input.parentElement.append(list);
    input.autocomplete = "off";
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);

    let options = [];
    let at = -1;
    let asked = input.value.trim();
    let timer = 0;
    const hide = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      at = -1;
    };
    const choose = (next) => {
      if (options[at]) options[at].setAttribute("aria-selected", "false");
      at = (next + options.length + 1) % (options.length + 1);
      if (at === options.length) at = -1;
      if (!options[at]) return input.removeAttribute("aria-activedescendant");
      options[at].setAttribute("aria-selected", "true");
      options[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[at].id);
    };
    const optionOf = (hit) => {
      const option = document.createElement("a");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.id = `${list.id}-${options.length}`;
      option.href = hit.address;
      option.tabIndex = -1;
      const words = document.createElement("b");
      words.textContent = hit.title;
      const aside = document.createElement("small");
      aside.textContent = hit.aside;
      option.append(words, aside);
      if (pick) {
        option.addEventListener("click", (event) => {
          event.preventDefault();
          pick(hit);
          asked = input.value.trim();
          hide();
        });
      }
      return option;
    };
    const show = (groups) => {
      list.replaceChildren();
      options = [];
      for (const group of groups) {
        const box = document.createElement("div");
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", group.name);
        const title = document.createElement("div");
        title.className = "title";
        title.setAttribute("aria-hidden", "true");
        title.textContent = group.name;
        box.append(title);
        for (const hit of group.hits) {
          const option = optionOf(hit);
          box.append(option);
          options.push(option);
        }
        list.append(box);
      }
      at = -1;
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    };
    const ask = async () => {
      const words = input.value.trim();
      if (words === asked) return;
      asked = words;
      if (words.length < 2) return hide();
      const answer = await fetch(`${address}q=${encodeURIComponent(input.value)}`);
      if (answer.ok && asked === words) show((await answer.json()).groups);
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 90); });
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(at + (event.key === "ArrowDown" ? 1 : at < 0 ? options.length : -1));
      } else if (event.key === "Escape") {
        hide();
      } else if (event.key === "Enter" && options[at]) {
        event.preventDefault();
        options[at].click();
      }
    });
    input.parentElement.addEventListener("focusout", (event) => { if (!input.parentElement.contains(event.relatedTarget)) hide(); });
    list.addEventListener("mousedown", (event) => event.preventDefault());
  };

  const search = document.getElementById("q");
  if (search) suggest(search, "/search.json?", null);
  // A field that takes something by its path says under itself what was chosen.
  for (const input of document.querySelectorAll("input[data-suggest]")) {
    const chosen = document.createElement("output");
    chosen.className = "hint";
    chosen.htmlFor = input.id;
    input.after(chosen);
    suggest(input, `/search.json?kind=${input.dataset.suggest}&`, (hit) => {
      input.value = hit.path;
      chosen.textContent = hit.title;
    });
    input.addEventListener("input", () => { chosen.textContent = ""; });
  }
})();
