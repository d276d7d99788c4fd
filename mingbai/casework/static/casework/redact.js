/* A convenience only: puts the selected words into the next empty place. Without it they are copied by hand. */
"use strict";

(() => {
  const button = document.querySelector("button[data-mark]");
  const text = document.querySelector("[data-passages]");
  const form = document.querySelector("form[data-marks]");
  if (!button || !text || !form) return;

  function chosen() {
    const selection = window.getSelection();
    const within = selection.rangeCount > 0 && text.contains(selection.getRangeAt(0).commonAncestorContainer);
    return within ? selection.toString().trim() : "";
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    const words = chosen();
    const places = Array.from(form.querySelectorAll("textarea[name$='-quote']"));
    const free = places.find((one) => !one.value.trim());
    if (!words || !free) return;
    free.value = words;
    const next = document.getElementById(free.id.replace("-quote", "-what"));
    if (next) next.focus();
  });
})();
