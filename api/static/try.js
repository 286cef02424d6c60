// A document that is dropped anywhere on the page is read at once; without this file the form does the same.
"use strict";

(() => {
  const form = document.getElementById("try");
  if (!form) return;
  const input = document.getElementById("try-file");
  let depth = 0;
  const over = (on) => form.classList.toggle("over", on);
  addEventListener("dragenter", (event) => { event.preventDefault(); depth += 1; over(true); });
  addEventListener("dragleave", () => { depth -= 1; if (depth <= 0) over(false); });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", () => { form.querySelector("button").setAttribute("aria-busy", "true"); });
})();
