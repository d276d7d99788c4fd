/* Conveniences only: every page works without this file. */
"use strict";

/* A box above a long list that leaves only the options holding what is typed. */
function addFilter(select) {
  const box = document.createElement("input");
  box.type = "search";
  box.className = "filter";
  box.placeholder = `输入几个字缩小范围，${select.dataset.filter}`;
  box.setAttribute("aria-label", "缩小下面列表的范围");
  const count = document.createElement("p");
  count.className = "hint";
  count.setAttribute("role", "status");
  const groups = Array.from(select.children).map((node) => node.cloneNode(true));
  box.addEventListener("input", () => {
    const words = box.value.trim();
    const chosen = select.value;
    select.replaceChildren(...groups.map((node) => narrowed(node, words, chosen)).filter(Boolean));
    select.value = chosen;
    showFound(select, count, words);
  });
  select.before(box, count);
}

/* While words stand in the box the list lies open, so that one sees what is left. */
function showFound(select, count, words) {
  const fits = (option) => option.text.includes(words) || (option.parentNode.label || "").includes(words);
  const left = Array.from(select.options).filter((option) => option.value && fits(option)).length;
  select.size = words ? Math.min(left + select.children.length, 8) : 0;
  if (!words) count.textContent = "";
  else count.textContent = left ? `剩下 ${left} 项，请在下面选一项。` : "没有这样的项，请换几个字试试。";
}

function narrowed(node, words, chosen) {
  const copy = node.cloneNode(true);
  if (copy.tagName !== "OPTGROUP") return copy;
  const whole = copy.label.includes(words);
  for (const option of Array.from(copy.children)) {
    if (words && !whole && !option.text.includes(words) && option.value !== chosen) option.remove();
  }
  return copy.children.length ? copy : null;
}

document.querySelectorAll("select[data-filter]").forEach(addFilter);

/* Warn before leaving a form with changes, but not when sending it. */
document.querySelectorAll("form[data-guard]").forEach((form) => {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
});

/* One press is one deed. */
document.querySelectorAll("form[method=post]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });
});

const summary = document.querySelector(".summary");
if (summary) summary.focus();

/* Printing is offered where a script can do it. */
document.querySelectorAll("button[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
