"""The proof can fail: whatever a careless writer leaves is found, named, and not given out."""

import zipfile
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from mingbai.redaction.portable.writer import redact_pdf
from mingbai.redaction.proving import prove
from mingbai.redaction.redacting import finished
from mingbai.redaction.values import Mark, NotProven, Placed, Rectangle, Redacted
from mingbai.redaction.word.writer import redact_word

SECRET = "张三丰收"
MARK = Mark("E15", SECRET)


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def with_comment(data: bytes) -> bytes:
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = SECRET.encode("gb18030")
    return buffer.getvalue()


def in_body(data: bytes, markup: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for info in before.infolist():
            content = before.read(info)
            if info.filename == "word/document.xml":
                content = content.replace(b"</w:p>", f"{markup}</w:p>".encode(), 1)
            after.writestr(info.filename, content)
    return buffer.getvalue()


RUN = "<w:r><w:t>{}</w:t></w:r>"
INNER = BytesIO()
with zipfile.ZipFile(INNER, "w", zipfile.ZIP_DEFLATED) as inner:
    inner.writestr("a.txt", SECRET)

WORD_LEAKS = {
    "the text": lambda data: in_body(data, RUN.format(SECRET)),
    "the text over runs": lambda data: in_body(data, "".join(RUN.format(letter) for letter in SECRET)),
    "the text with invisible letters": lambda data: in_body(data, RUN.format("张\u200b三\u2060丰收")),
    "character references": lambda data: in_body(data, RUN.format("".join(f"&#{ord(c)};" for c in SECRET))),
    "hidden text of others": lambda data: in_body(
        data, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>别的</w:t></w:r>"
    ),
    "an attribute": lambda data: in_body(data, f'<w:bookmarkStart w:id="1" w:name="_{SECRET}"/>'),
    "a binary member": lambda data: with_member(data, "word/x.bin", SECRET.encode("utf-16-le")),
    "a packed member": lambda data: with_member(data, "word/embeddings/x.zip", INNER.getvalue()),
    "a member's name": lambda data: with_member(data, f"word/{SECRET}.txt", b"x"),
    "the comment of the zip file": with_comment,
    "properties": lambda data: with_member(data, "docProps/core.xml", b"<x/>"),
    "a broken file": lambda data: data[:-30],
}


@pytest.mark.parametrize("leak", sorted(WORD_LEAKS))
def test_a_careless_word_writer_is_caught(word, leak):
    data = word.build(word.p(f"当事人{SECRET}。"))

    def careless(original, marks):
        made = redact_word(original, marks)
        return Redacted(WORD_LEAKS[leak](made.data), "", made.placed, made.table)

    with pytest.raises(NotProven, match="没有生成文件") as refused:
        finished(data, careless, [MARK], "a.docx")
    assert not refused.value.proof.ok and SECRET not in refused.value.message


def test_a_word_writer_that_leaves_the_chosen_occurrence_or_picture_is_caught(word):
    pictures = {"word/media/a.png": word.image("red")}
    body = word.p("李四五六与李四五六", word.picture("rId2"))
    data = word.build(body, word.rel("rId2", "image", "media/a.png"), pictures)
    one = Mark("E15", "李四五六", all_occurrences=False, occurrence=1)
    made = redact_word(data, [MARK])
    found = prove(data, made.data, [one, Mark("E15", picture="a.png")]).found
    assert found == ("第 1 条标记选定的那一处仍在正文里", "第 2 条标记的图片仍在文件里")


def opened(data: bytes, change) -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(buffer)
    return buffer.getvalue()


def black_bar_above_the_text(original, made):
    """The classic mistake: a black rectangle is drawn, and the text lies below it."""
    return opened(original, lambda pdf: pdf.pages[0].contents_add(b"q 0 g 0 0 400 400 re f Q"))


def picture_without_box(original, made):
    """The text layer is right, but the picture of the page still shows the words."""
    picture = pypdfium2.PdfDocument(original)[0].render(scale=2).to_pil().convert("L")

    def change(pdf):
        stream = pdf.make_stream(picture.tobytes())
        stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, ColorSpace=Name.DeviceGray))
        stream.update(Dictionary(Width=picture.width, Height=picture.height, BitsPerComponent=8))
        pdf.pages[0].Resources.XObject.I = stream

    return opened(made, change)


def note(pdf):
    pdf.pages[1].Annots = Array([Dictionary(Subtype=Name.Text, Rect=[1, 1, 9, 9], Contents=String("别的"))])


PDF_LEAKS = {
    "a bar above the text": black_bar_above_the_text,
    "a picture without the box": picture_without_box,
    "nothing done": lambda original, made: original,
    "properties": lambda _, made: opened(made, lambda pdf: pdf.docinfo.update({"/Author": "某人"})),
    "a string": lambda _, made: opened(made, lambda pdf: pdf.Root.update(Dictionary(X=String(SECRET)))),
    "a stream": lambda _, made: opened(
        made, lambda pdf: pdf.Root.update(Dictionary(X=pdf.make_stream(SECRET.encode("gb18030"))))
    ),
    "a note": lambda _, made: opened(made, note),
    "an attachment": lambda _, made: opened(made, lambda pdf: pdf.attachments.update({"a": b"x"})),
    "bytes after the end": lambda _, made: made + SECRET.encode("utf-16-be"),
    "an appended version": lambda _, made: made + b"startxref\n0\n%%EOF\n",
    "a page too few": lambda _, made: opened(made, lambda pdf: pdf.pages.remove(p=2)),
    "a broken file": lambda _, made: made[:100],
}


@pytest.mark.parametrize("leak", sorted(PDF_LEAKS))
def test_a_careless_pdf_writer_is_caught(typeset, leak):
    data = typeset(f"当事人{SECRET}。\n#pagebreak()\n第二页。")

    def careless(original, marks):
        made = redact_pdf(original, marks)
        return Redacted(PDF_LEAKS[leak](original, made.data), "", made.placed, made.table)

    with pytest.raises(NotProven, match="没有生成文件") as refused:
        finished(data, careless, [MARK], "a.pdf")
    assert SECRET not in refused.value.message


def test_a_pdf_writer_that_leaves_an_area_or_a_chosen_occurrence_is_caught(typeset):
    data = typeset("李四五六与李四五六")
    area = Mark("E15", rectangle=Rectangle(0, 0.5, 1, 1), page=1)
    one = Mark("E15", "李四五六", all_occurrences=False, occurrence=1)
    page = Mark("E15", "李四五六", page=1)
    made = redact_pdf(data, [Mark("E15", rectangle=Rectangle(0.9, 0.9, 1, 1), page=1)])
    found = prove(data, made.data, [area, one, page]).found
    assert "第 1 条标记在第 1 页没有涂黑" in found and "第 2 条标记选定的那一处仍在文字层里" in found
    assert "第 3 条标记选定的那一处仍在文字层里" in found and "第 3 条标记在第 1 页没有涂黑" in found


def test_short_digits_in_measures_are_no_residue(word):
    """Twips and identifiers hold the digits 120 by chance; the amount in the text does not stay."""
    data = word.build('<w:p><w:pPr><w:spacing w:line="1200"/></w:pPr>' + word.run("罚款1200元") + "</w:p>")
    made = finished(data, redact_word, [Mark("E15", "1200")], "a.docx")
    assert made.proof.ok and isinstance(made.placed[0], Placed)
