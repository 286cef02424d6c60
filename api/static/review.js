// Decisions of people about statements: shown to all, taken by who has the password.
"use strict";

(() => {
  const box = document.getElementById("reviewing");
  const text = document.getElementById("text");
  if (!box || !text) return;
  box.hidden = false;
  const by = document.getElementById("review-by");
  const token = document.getElementById("review-token");
  const said = document.getElementById("review-said");
  const words = Object.fromEntries([...document.querySelectorAll("#review-words dt")].map((name) => [name.textContent, name.nextElementSibling.textContent]));
  by.value = sessionStorage.getItem("review-by") || "";
  token.value = sessionStorage.getItem("review-token") || "";
  for (const input of [by, token]) input.addEventListener("change", () => sessionStorage.setItem(input.id, input.value));

  const folded = (value) => value.split(/\s+/u).filter(Boolean).join(" ");
  const cards = [...document.querySelectorAll("#read .group .statement")];
  const quoteOf = (card) => {
    const key = card.dataset.s;
    return folded([...text.querySelectorAll("[data-s]")].filter((each) => each.dataset.s.split(" ").includes(key)).map((each) => each.textContent).join(""));
  };

  const show = (decision) => {
    const line = `${words[decision.verdict]}: ${decision.by}, ${decision.on}${decision.why ? ` (${decision.why})` : ""}`;
    const card = cards.find((each) => decision.read && each.dataset.kind === decision.read.kind && quoteOf(each) === decision.quote);
    const place = card ? card.querySelector(".decided") : document.createElement("p");
    place.hidden = false;
    place.textContent = card ? line : `${line}: „${decision.quote}”`;
    if (!card) document.getElementById("review-added").append(place);
  };

  const send = async (decision) => {
    if (!by.value.trim() || !token.value) {
      box.open = true;
      said.textContent = words.needs;
      (by.value.trim() ? token : by).focus();
      return false;
    }
    const answer = await fetch("/reviews", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token.value}` },
      body: JSON.stringify({ by: by.value.trim(), ...decision }),
    });
    const told = await answer.json();
    box.open = true;
    said.textContent = answer.ok ? words.kept : told.detail;
    if (answer.ok) show(told);
    return answer.ok;
  };

  const claim = (form) => {
    const roles = {};
    for (const line of form.roles.value.split("\n")) {
      const [role, ...rest] = line.split(":");
      if (rest.length && rest.join(":").trim()) (roles[role.trim()] ||= []).push(rest.join(":").trim());
    }
    return { kind: form.kind.value, roles, modality: form.modality.value, negated: form.negated.checked };
  };
  const edit = (place, kind, roles, finish) => {
    if (place.querySelector("form")) return;
    const form = document.getElementById("review-form").content.firstElementChild.cloneNode(true);
    form.kind.value = kind;
    form.roles.value = roles;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await finish({ instead: claim(form), why: form.why.value })) form.remove();
    });
    form.querySelector("[data-cancel]").addEventListener("click", () => form.remove());
    place.append(form);
    form.roles.focus();
  };

  for (const card of cards) {
    const part = document.getElementById("review-card").content.firstElementChild.cloneNode(true);
    part.addEventListener("click", (event) => {
      const verdict = event.target.dataset.verdict;
      if (!verdict) return;
      const statement = `document/${box.dataset.document}#${card.id}`;
      if (verdict !== "corrected") { send({ verdict, statement }); return; }
      const roles = [...card.querySelectorAll("[data-role]")].flatMap((each) => each.dataset.fillers.split("\n").map((filler) => `${each.dataset.role}: ${filler}`));
      edit(part, card.dataset.kind, roles.join("\n"), (decision) => send({ verdict, statement, ...decision }));
    });
    card.append(part);
  }
  let selected = "";
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.isCollapsed && text.contains(selection.anchorNode) && text.contains(selection.focusNode)) selected = selection.toString();
  });
  document.getElementById("review-add").addEventListener("click", () => {
    if (!selected.trim()) { said.textContent = words.select; return; }
    const quote = selected;
    said.textContent = `„${folded(quote)}”`;
    edit(document.getElementById("review-added"), "Funding", "agent: ", (decision) => send({ verdict: "added", document: box.dataset.document, quote, ...decision }));
  });
  box.addEventListener("toggle", () => document.body.classList.toggle("reviewing", box.open));
  fetch(`/reviews?document=${encodeURIComponent(box.dataset.document)}`).then((answer) => answer.ok ? answer.json() : []).then((known) => known.forEach(show));
})();
