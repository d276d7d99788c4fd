/* Buttons that copy, and counts below what is typed; every page works without this file. */
(function () {
  "use strict";

  function fallback(words, html) {
    function put(event) {
      event.preventDefault();
      event.clipboardData.setData("text/plain", words);
      if (html) { event.clipboardData.setData("text/html", html); }
    }
    document.addEventListener("copy", put);
    var done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  }

  function plain(html) {
    return new DOMParser().parseFromString(html, "text/html").body.textContent;
  }

  function copy(words, html) {
    if (!navigator.clipboard || !window.isSecureContext) { return fallback(words, html); }
    if (!html) { return navigator.clipboard.writeText(words); }
    if (!window.ClipboardItem) { return fallback(words, html); }
    return navigator.clipboard.write([new ClipboardItem({
      "text/html": new Blob([html], { type: "text/html" }),
      "text/plain": new Blob([words], { type: "text/plain" })
    })]);
  }

  function offer(button, take) {
    var told = button.parentNode.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", function () {
      take().then(
        function () { told.textContent = "已复制。"; },
        function () { told.textContent = "没有复制成功，请长按文字复制，或者下载。"; }
      );
    });
  }

  document.querySelectorAll("[data-copy-from]").forEach(function (button) {
    offer(button, function () { return copy(document.getElementById(button.dataset.copyFrom).value); });
  });
  document.querySelectorAll("[data-copy-html]").forEach(function (button) {
    var html = document.getElementById(button.dataset.copyHtml).value;
    offer(button, function () { return copy(plain(html), html); });
  });

  /* As the server counts: rules/counting.py. */
  function wechat(text) { return text.length; }

  function weibo(text) {
    var halves = 0;
    var rest = text.replace(/https?:\/\/[!-~]+/g, function (link) {
      halves += 20 + Math.max(0, link.length - 140);
      return "";
    });
    for (var at = 0; at < rest.length; at += 1) { halves += rest.charCodeAt(at) < 128 ? 1 : 2; }
    return Math.ceil(halves / 2);
  }

  document.querySelectorAll("[data-count]").forEach(function (field) {
    var limit = Number(field.dataset.limit);
    var length = field.dataset.count === "weibo" ? weibo : wechat;
    var told = document.createElement("p");
    told.className = "hint";
    told.setAttribute("role", "status");
    field.after(told);
    function show() {
      var left = limit - length(field.value.trim());
      told.textContent = left < 0 ? "超过 " + -left + " 字，请删短。" : "还可以写 " + left + " 字。";
    }
    field.addEventListener("input", show);
    show();
  });
}());
