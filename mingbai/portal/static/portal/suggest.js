// Suggestions below a search box, as a combobox by the ARIA practices. Without this file the box still searches.
"use strict";

const WAIT = 250; // milliseconds after the last key before anything is asked for
const KEPT = new Map(); // what was answered on this page, so that going back asks for nothing

for (const box of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.id = `${box.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "搜索提示");
  list.hidden = true;
  const told = document.createElement("span");
  told.className = "unseen";
  told.setAttribute("role", "status");
  box.parentElement.classList.add("suggesting");
  box.parentElement.append(list, told);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
    ["aria-controls", list.id]]) box.setAttribute(name, value);

  let typed = box.value;
  let timer = 0;
  let asked = null;
  let chosen = -1;
  let composing = false;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const choose = (at) => {
    const rows = list.children;
    if (chosen >= 0) rows[chosen].setAttribute("aria-selected", "false");
    chosen = at;
    if (at < 0) {
      box.value = typed;
      box.removeAttribute("aria-activedescendant");
      return;
    }
    rows[at].setAttribute("aria-selected", "true");
    rows[at].scrollIntoView({ block: "nearest" });
    box.value = rows[at].dataset.text;
    box.setAttribute("aria-activedescendant", rows[at].id);
  };

  const take = (row) => {
    box.value = row.dataset.text;
    close();
    if (row.dataset.url) window.location.assign(row.dataset.url);
    else box.form.requestSubmit();
  };

  const show = (rows) => {
    list.replaceChildren(...rows.map((one, at) => {
      const row = document.createElement("li");
      row.id = `${list.id}-${at}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.dataset.text = one.text;
      row.dataset.url = one.url;
      const kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = one.kind;
      row.append(one.text, " ", kind);
      // Before the box loses the focus and the list is gone.
      row.addEventListener("mousedown", (event) => event.preventDefault());
      row.addEventListener("click", () => take(row));
      return row;
    }));
    chosen = -1;
    list.hidden = !rows.length;
    box.setAttribute("aria-expanded", String(rows.length > 0));
    told.textContent = rows.length ? `有 ${rows.length} 条提示，按上下箭头选择。` : "";
  };

  const ask = async () => {
    const words = box.value.trim();
    if (asked) asked.abort();
    if (!words || words.length > 40) return close();
    if (KEPT.has(words)) return show(KEPT.get(words));
    asked = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(words)}`,
        { signal: asked.signal, credentials: "omit" });
      if (!answer.ok) return close();
      const { suggestions } = await answer.json();
      KEPT.set(words, suggestions);
      if (box.value.trim() === words && document.activeElement === box) show(suggestions);
    } catch (problem) {
      if (problem.name !== "AbortError") close();
    }
    return undefined;
  };

  const later = () => {
    typed = box.value;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };

  // While pinyin is being composed the box holds half a word.
  box.addEventListener("compositionstart", () => { composing = true; });
  box.addEventListener("compositionend", () => { composing = false; later(); });
  box.addEventListener("input", () => { if (!composing) later(); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || composing) return;
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape" && count) {
      event.preventDefault();
      choose(-1);
      close();
    } else if (event.key === "ArrowDown" && count) {
      event.preventDefault();
      choose(chosen + 1 >= count ? -1 : chosen + 1);
    } else if (event.key === "ArrowUp" && count) {
      event.preventDefault();
      choose(chosen < 0 ? count - 1 : chosen - 1);
    } else if (event.key === "Enter" && count && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    }
  });
}
