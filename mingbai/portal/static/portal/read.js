/* Reads the title and the text of a page aloud where the browser has a Chinese voice.
   One sentence at a time: long utterances stop by themselves in some browsers. */
(function () {
  "use strict";
  var synth = window.speechSynthesis;
  var box = document.querySelector(".aloud");
  if (!synth || !box || !window.SpeechSynthesisUtterance) { return; }
  var button = box.querySelector("[data-read]"), stop = box.querySelector("[data-stop]");
  var voice = null, waiting = [], state = "silent", round = 0;
  var LONGEST = 120; // characters of one utterance

  function findVoice() {
    var voices = synth.getVoices();
    for (var i = 0; i < voices.length && !voice; i += 1) {
      if (/^(zh|cmn)/i.test(voices[i].lang)) { voice = voices[i]; }
    }
    if (voice) { box.hidden = false; }
  }

  function seen(element) {
    return element.getClientRects().length && !element.closest("nav, form, [hidden], .unseen, [aria-hidden]");
  }

  function sentences() {
    var main = document.getElementById("main");
    var text = main.querySelector(".text");
    var parts = [main.querySelector("h1")];
    var body = (text || main).querySelectorAll("h1, h2, h3, h4, p, li, caption, tr, dt, dd");
    Array.prototype.push.apply(parts, body.length ? body : [text]);
    var said = [];
    parts.forEach(function (part, index) {
      if (!part || !seen(part) || (index && part === parts[0]) || (part.matches("li, dd") && part.querySelector("p, li"))) { return; }
      if (part.matches("p") && part.closest("tr")) { return; }
      var words = part.matches("tr") ? Array.from(part.cells).map(function (cell) { return cell.innerText; }).join("，") : part.innerText;
      (words.match(/[^。！？；\n]+[。！？；]?/g) || []).forEach(function (sentence) {
        for (var from = 0; from < sentence.length; from += LONGEST) {
          if (/[^\s，。、；：]/.test(sentence.substr(from, LONGEST))) { said.push(sentence.substr(from, LONGEST).trim()); }
        }
      });
    });
    return said;
  }

  function show(next) {
    state = next;
    button.textContent = next === "reading" ? "暂停" : next === "paused" ? "继续读" : "朗读";
    stop.hidden = next === "silent";
  }

  function say(mine) {
    if (mine !== round || state !== "reading") { return; }
    if (!waiting.length) { show("silent"); return; }
    var utterance = new SpeechSynthesisUtterance(waiting[0]);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = function () {
      if (mine === round && state === "reading") { waiting.shift(); say(mine); }
    };
    synth.speak(utterance);
  }

  function halt() {
    round += 1; // what still ends belongs to an earlier round
    synth.cancel();
  }

  button.addEventListener("click", function () {
    if (state === "reading") { show("paused"); halt(); return; }
    if (state === "silent") { waiting = sentences(); }
    show("reading");
    say(round);
  });
  stop.addEventListener("click", function () { show("silent"); halt(); button.focus(); });
  window.addEventListener("pagehide", halt);
  if (synth.addEventListener) { synth.addEventListener("voiceschanged", findVoice); }
  findVoice();
}());
