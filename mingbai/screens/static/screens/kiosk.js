/* A touch screen without a way out: it leads only to its own pages, goes home when nobody touches it, and shows
   nothing that is too old or of unknown age. */
(function () {
  "use strict";
  var CLOCK_MAY_DIFFER = 3600000, WARN = 10, RETRY = 15000, FRESH_HOME = 300;
  var body = document.body, live = body.dataset.live === "1", atHome = body.classList.contains("home");
  var made = Date.parse(body.dataset.made), until = Date.parse(body.dataset.until);
  var idle = Number(body.dataset.idle) || 60, home = body.dataset.home, quiet = 0, leaving = false, stopped = "";
  var content = document.getElementById("content"), notice = document.getElementById("notice");
  var still = document.getElementById("still"), broken = document.getElementById("broken");
  var countdown = document.getElementById("countdown"), back = document.getElementById("back");
  var begun = Date.now(), ticked = performance.now(), KEY = "mingbai-kiosk-" + body.dataset.made;

  function stored(store, key, value) {
    try {
      if (value === undefined) { return window[store].getItem(key); }
      window[store].setItem(key, value);
    } catch (problem) { return null; }
    return null;
  }

  // -- age: a page of the site was made a moment ago; a file is as old as the machine's clock says.
  var last = Number(stored("localStorage", KEY)) || 0;
  function now() {
    var passed = performance.now() - ticked;
    return live ? made + passed : Math.max(Date.now(), begun + passed);
  }
  function why() {
    if (isNaN(made) || isNaN(until)) { return "clock"; }
    var moment = now();
    if (!live && (moment < made - CLOCK_MAY_DIFFER || moment < last - CLOCK_MAY_DIFFER)) { return "clock"; }
    if (moment >= until) { return "expired"; }
    if (!live) { last = Math.max(last, moment); stored("localStorage", KEY, String(last)); }
    return "";
  }
  function judge() {
    var reason = why();
    if (reason === stopped) { return reason === ""; }
    stopped = reason;
    content.hidden = reason !== "";
    notice.hidden = reason === "";
    notice.querySelectorAll("[data-why]").forEach(function (words) { words.hidden = words.dataset.why !== reason; });
    if (reason) { still.hidden = true; }
    return reason === "";
  }

  // -- ways: only to pages of this touch screen, and never over a network that is down.
  function own(address) {
    return live ? address.indexOf(home) === 0 && address.indexOf("..") < 0 : /^[a-z0-9-]+\.html$/.test(address);
  }
  function move(address) {
    stored("sessionStorage", "mingbai-kiosk-came", "1");
    window.location.replace(address);
  }
  function go(address) {
    if (leaving || !own(address)) { return; }
    leaving = true;
    if (!live) { move(address); return; }
    fetch(address, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (answer.status >= 500) { throw new Error("broken"); }
      move(address);
    }).catch(function () {
      broken.hidden = false;
      window.setTimeout(function () { leaving = false; go(address); }, RETRY);
    });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a") : null;
    if (!link) { return; }
    event.preventDefault();
    go(link.getAttribute("href") || "");
  });
  ["contextmenu", "dragstart", "auxclick", "selectstart", "drop", "dragover"].forEach(function (name) {
    document.addEventListener(name, function (event) { event.preventDefault(); });
  });
  document.addEventListener("keydown", function (event) {
    var moves = ["Tab", "Enter", " ", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "Shift"];
    if (event.ctrlKey || event.altKey || event.metaKey || moves.indexOf(event.key) < 0) { event.preventDefault(); }
  });

  // -- history: two entries, BASE and what is shown above it; whoever goes back to BASE is led home again.
  var BASE = "base", SHOWN = "shown", CAME = "mingbai-kiosk-came";
  function above() { window.history.pushState(SHOWN, ""); }
  if (window.history.state === BASE) {
    above();
  } else if (window.history.state !== SHOWN) {
    if (stored("sessionStorage", CAME) === "1") {
      window.history.replaceState(SHOWN, "");
    } else {
      window.history.replaceState(BASE, "");
      above();
    }
  }
  stored("sessionStorage", CAME, "");
  window.addEventListener("popstate", function () { above(); if (!atHome) { go(home); } });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { window.location.reload(); } });
  if (back && stored("sessionStorage", "mingbai-kiosk-list") && document.querySelector("article")) {
    if (own(stored("sessionStorage", "mingbai-kiosk-list"))) {
      back.setAttribute("href", stored("sessionStorage", "mingbai-kiosk-list"));
    }
  }
  function here() { return live ? window.location.pathname : window.location.pathname.split("/").pop(); }
  if (!document.querySelector("article")) { stored("sessionStorage", "mingbai-kiosk-list", here()); }

  // -- nobody there: back to the beginning for whoever comes next.
  function touched() { quiet = 0; still.hidden = true; count(); }
  ["pointerdown", "touchstart", "keydown", "wheel", "scroll"].forEach(function (name) {
    window.addEventListener(name, touched, { passive: true });
  });
  function count() {
    if (!countdown) { return; }
    countdown.hidden = false;
    countdown.firstElementChild.textContent = Math.max(idle - quiet, 0) + " 秒后回首页";
  }
  function tick() {
    var shown = judge();
    quiet += 1;
    if (atHome) {
      if (quiet === idle) { window.scrollTo(0, 0); }
      if (live && quiet >= FRESH_HOME) { quiet = 0; go(home); }
      return;
    }
    count();
    var left = idle - quiet;
    if (shown && left <= WARN) {
      still.hidden = false;
      still.querySelector("strong").textContent = Math.max(left, 0);
    }
    if (left <= 0) { go(home); }
  }

  stopped = content.hidden ? "waiting" : "";
  judge();
  var long = document.documentElement.scrollHeight > window.innerHeight + 8;
  document.querySelectorAll("[data-turn]").forEach(function (button) {
    button.hidden = !long;
    button.addEventListener("click", function () {
      window.scrollBy(0, Number(button.dataset.turn) * window.innerHeight * 0.7);
    });
  });
  count();
  window.setInterval(tick, 1000);
})();
