// Sets the reader's choice of light or dark before anything is drawn; without a choice the system's counts.
"use strict";
(() => {
  const kept = localStorage.getItem("theme");
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
})();
