// Small comforts; every page works without them.
"use strict";

// What went wrong, or what was done, is read out first.
const told = document.querySelector(".summary, [role=status][tabindex]");
if (told) told.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
