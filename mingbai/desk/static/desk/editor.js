/* Turns the body's text area into an editor that keeps tables. Without this file it stays a text area. */
"use strict";

document.querySelectorAll("textarea[data-editor]").forEach((area) => {
  const editor = Jodit.make(area, {
    language: "zh_cn",
    minHeight: 420,
    toolbarButtonSize: "middle",
    toolbarAdaptive: true,
    showXPathInStatusbar: false,
    showWordsCounter: false,
    hidePoweredByJodit: true,
    spellcheck: false,
    tabIndex: 0, /* otherwise the keyboard alone never reaches the text */
    /* Nothing is ever fetched from elsewhere. */
    sourceEditor: "area",
    beautifyHTML: false,
    disablePlugins: ["ai-assistant", "speech-recognize", "powered-by-jodit", "file", "image", "video", "iframe",
      "media", "drag-and-drop", "xpath", "stat"],
    askBeforePasteHTML: false,
    askBeforePasteFromWord: false,
    defaultActionOnPaste: "insert_clear_html",
    defaultActionOnPasteFromWord: "insert_clear_html",
    uploader: { insertImageAsBase64URI: false },
    enter: "p",
    buttons: ["paragraph", "bold", "italic", "underline", "|", "ul", "ol", "|", "left", "center", "right", "|",
      "table", "link", "hr", "|", "undo", "redo", "eraser", "|", "fullsize"],
    buttonsMD: ["paragraph", "bold", "ul", "ol", "|", "center", "right", "table", "link", "undo", "redo", "fullsize"],
    buttonsSM: ["bold", "ul", "ol", "table", "undo", "redo"],
    buttonsXS: ["bold", "ul", "table", "undo"],
    controls: {
      paragraph: { list: { p: "正文", h2: "一级标题 一、", h3: "二级标题 （一）", h4: "三级标题 1.", h5: "四级标题 （1）" } },
    },
  });
  editor.editor.setAttribute("role", "textbox");
  editor.editor.setAttribute("aria-multiline", "true");
  editor.editor.setAttribute("aria-label", "正文");
  /* The editor writes into the text area a moment late; what is sent must hold the last letter. */
  area.form.addEventListener("submit", () => { area.value = editor.getEditorValue(); });
  editor.events.on("change", () => area.dispatchEvent(new Event("input", { bubbles: true })));
});
