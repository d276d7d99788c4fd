/* Plays the slides of a screen. What is too old, or of unknown age, is not shown.
   With a feed it asks every minute what still plays; what it may not show any more goes at once, what is new is
   fetched with the page. Without a network it goes on with what it has until that is too old. */
(function () {
  "use strict";
  var ASK_EVERY = 60000, CLOCK_MAY_DIFFER = 3600000, LOOK_EVERY = 1000;
  var body = document.body, deck = document.getElementById("deck"), notice = document.getElementById("expired");
  var button = document.getElementById("hold"), feed = body.dataset.feed;
  var made = Date.parse(body.dataset.made), until = Date.parse(body.dataset.until);
  var now = feed ? since(made) : here, at = -1, left = 0, held = false, stopped = "";
  var KEY = "mingbai-screen-" + body.dataset.made, last = remembered();

  // The server's clock, carried on by one that nobody can set; the list came a moment ago.
  function since(moment) {
    var start = performance.now();
    return function () { return moment + (performance.now() - start); };
  }
  // Without a server the machine's own clock, as far as it can be believed; it must not have run backwards.
  var begun = Date.now(), ticked = performance.now();
  function here() { return Math.max(Date.now(), begun + (performance.now() - ticked)); }
  function remembered() {
    try { return Number(window.localStorage.getItem(KEY)) || 0; } catch (problem) { return 0; }
  }
  function remember(moment) {
    try { window.localStorage.setItem(KEY, String(moment)); } catch (problem) { return; }
  }

  function why() {
    if (isNaN(made) || isNaN(until)) { return "clock"; }
    var moment = now();
    if (!feed && (moment < made - CLOCK_MAY_DIFFER || moment < last - CLOCK_MAY_DIFFER)) { return "clock"; }
    if (moment >= until) { return "expired"; }
    if (!feed) { last = Math.max(last, moment); remember(last); }
    return "";
  }

  function slides() { return Array.prototype.slice.call(deck.querySelectorAll(".slide")); }
  function over(slide) { return slide.dataset.ends !== "" && now() >= Date.parse(slide.dataset.ends); }

  function number() {
    var all = slides();
    all.forEach(function (slide, place) {
      var words = slide.querySelector(".number");
      if (words) { words.textContent = "第 " + (place + 1) + " 页，共 " + all.length + " 页"; }
    });
  }
  function show(place) {
    var all = slides();
    all.forEach(function (slide) { slide.classList.remove("now"); });
    if (!all.length) { at = -1; return; }
    at = place % all.length;
    all[at].classList.add("now");
    left = Number(all[at].dataset.seconds) || 10;
  }
  function dropOver() {
    var gone = slides().filter(over), turned = gone.some(function (slide) { return slide.classList.contains("now"); });
    if (!gone.length) { return; }
    gone.forEach(function (slide) { slide.remove(); });
    number();
    if (turned) { show(Math.max(at, 0)); }
    if (!slides().length) { empty(); }
  }
  function empty() {
    var slide = document.createElement("section"), words = document.createElement("h1");
    slide.className = "slide idle"; slide.dataset.digest = ""; slide.dataset.seconds = "20"; slide.dataset.ends = "";
    words.className = "middle"; words.textContent = "现在没有安排播放的内容";
    slide.appendChild(words); deck.appendChild(slide); show(0);
  }

  function judge() {
    var reason = why();
    if (reason !== stopped) {
      stopped = reason;
      deck.hidden = reason !== "";
      notice.hidden = reason === "";
      notice.querySelectorAll("[data-why]").forEach(function (words) { words.hidden = words.dataset.why !== reason; });
    }
    return reason === "";
  }
  function tick() {
    if (!judge()) { return; }
    dropOver();
    if (held) { return; }
    left -= LOOK_EVERY / 1000;
    if (left <= 0) { show(at + 1); }
  }

  function written(moment) {
    var day = new Date(moment + 8 * 3600000).toISOString();
    return day.slice(0, 10) + " " + day.slice(11, 16);
  }
  function take(list) {
    var known = list.items.map(function (item) { return item.digest; });
    var shown = slides().map(function (slide) { return slide.dataset.digest; }).filter(Boolean);
    made = Date.parse(list.made_at); until = Date.parse(list.valid_until); now = since(made);
    ["until", "until-notice"].forEach(function (id) { document.getElementById(id).textContent = written(until); });
    slides().forEach(function (slide) {
      if (slide.dataset.digest && known.indexOf(slide.dataset.digest) < 0) { slide.remove(); }
    });
    number();
    if (!slides().length) { empty(); }
    if (!deck.querySelector(".now")) { show(Math.max(at, 0)); }
    return known.some(function (digest) { return shown.indexOf(digest) < 0; }) ? renew() : null;
  }
  function renew() {
    return fetch(window.location.pathname, { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) { throw new Error("no page"); }
      return answer.text();
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("deck");
      if (!fresh) { return; }
      deck.replaceChildren.apply(deck, Array.prototype.slice.call(fresh.children));
      show(0);
    });
  }
  function ask() {
    fetch(feed, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (answer.status === 404) { until = 0; throw new Error("the screen is closed"); }
      if (!answer.ok) { throw new Error("no list"); }
      return answer.json();
    }).then(take).catch(function () { return null; }).then(judge);
  }

  button.hidden = false;
  button.addEventListener("click", function () {
    held = !held;
    button.textContent = held ? "继续" : "暂停";
    document.documentElement.classList.toggle("held", held);
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { window.location.reload(); } });
  document.documentElement.classList.add("playing");
  show(0);
  stopped = deck.hidden ? "waiting" : "";
  judge();
  window.setInterval(tick, LOOK_EVERY);
  if (feed) { ask(); window.setInterval(ask, ASK_EVERY); }
})();
