/* Buttons that only work with JavaScript: they appear with it. The address stands on the page anyway. */
(function () {
  "use strict";
  function copy(words) {
    if (navigator.clipboard && window.isSecureContext) { return navigator.clipboard.writeText(words); }
    var field = document.createElement("textarea");
    field.value = words;
    field.setAttribute("readonly", "");
    field.className = "unseen";
    document.body.appendChild(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  }

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var told = button.parentNode.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", function () {
      copy(button.getAttribute("data-copy")).then(
        function () { told.textContent = "网址已复制，可以粘贴给别人。"; },
        function () { told.textContent = "没有复制成功，请长按下面的网址复制。"; }
      );
    });
  });
}());
