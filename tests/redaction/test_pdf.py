"""Below the black boxes of a PDF nothing is left, and what is not marked can still be read and searched."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from mingbai.documents.refusals import Refused
from mingbai.redaction.redacting import passages, redact
from mingbai.redaction.values import Mark, NotPlaced, Rectangle, RedactionRefused

SECRET, BAR = "张三丰收", "█████〔E15〕"
MARK = Mark("E15", SECRET, "个人隐私")
TWO_PAGES = f"当事人{SECRET}住青禾镇。\n#pagebreak()\n第二页没有要遮盖的内容。"


def saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def original(typeset) -> bytes:
    return typeset(TWO_PAGES)


@pytest.fixture
def changed(original):
    """`changed(fn)`: the original after `fn(pdf)`."""

    def change(fn) -> bytes:
        with pikepdf.open(BytesIO(original)) as pdf:
            fn(pdf)
            return saved(pdf)

    return change


def test_the_text_goes_and_the_rest_is_searchable(original, search, text_of_pdf):
    made = redact(original, "决定.pdf", [MARK])
    assert text_of_pdf(made.data) == f"当事人{BAR}住青禾镇。第二页没有要遮盖的内容。"
    assert not search(made.data, SECRET) and made.proof.ok
    assert [(p.where, p.count) for p in made.placed] == [("第 1 页", 1)]


def test_only_pages_with_marks_become_pictures(original):
    made = redact(original, "a.pdf", [MARK])
    with pikepdf.open(BytesIO(made.data)) as pdf:
        drawn = [sorted(page.get_images()) for page in pdf.pages]
        fonts = [{f.Subtype for f in page.obj.Resources.Font.as_dict().values()} for page in pdf.pages]
    assert drawn == [["/I"], []] and fonts == [{Name.Type3}, {Name.Type0}]


def test_fonts_of_other_pages_are_told_of_unless_every_page_becomes_a_picture(original, text_of_pdf):
    some, every = redact(original, "a.pdf", [MARK]), redact(original, "a.pdf", [MARK], every_page=True)
    with pikepdf.open(BytesIO(every.data)) as pdf:
        fonts = {f.Subtype for page in pdf.pages for f in page.obj.Resources.Font.as_dict().values()}
    assert "字体" in some.proof.unread[0] and every.proof.unread == () and fonts == {Name.Type3}
    assert text_of_pdf(every.data) == text_of_pdf(some.data)


def test_the_picture_of_the_page_is_black_where_the_quote_was(original):
    pdf = pypdfium2.PdfDocument(original)
    text = pdf[0].get_textpage()
    at, length = text.search(SECRET).get_next()
    boxes = [text.get_charbox(index) for index in range(at, at + length)]
    height = pdf[0].get_height()

    made = pypdfium2.PdfDocument(redact(original, "a.pdf", [MARK]).data)

    page = made[0].render(scale=3).to_pil().convert("L")
    for left, bottom, right, top in boxes:
        rim = [(left, top), (right, top), (left, bottom), (right, bottom)]
        assert all(page.getpixel((round(x * 3), round((height - y) * 3))) < 40 for x, y in rim)


@pytest.mark.parametrize(
    ("markup", "quote"),
    [
        (
            "要求公开征地补偿协议的当事人名单共十二户已由乡镇人民政府确认无误",
            "名单共十二户已由乡镇人民政府确认",
        ),
        ("甲张\\ 三\\ 丰收乙", "张三丰收"),
        ("电话１３８００００１２３４。", "13800001234"),
        ("电话138 0000 1234。", "13800001234"),
        ("#table(columns: 2, [姓名], [张三丰收], [年龄], [四十])", "张三丰收"),
        ("#rotate(90deg, reflow: true)[甲张三丰收乙]", "张三丰收"),
        ("#text(fill: white)[张三丰收]看不见的字", "张三丰收"),
        ("#text(size: 3pt)[张三丰收]小字", "张三丰收"),
        ("甲#pagebreak()张三丰收#pagebreak()乙", "张三丰收"),
        ("前张三#pagebreak()丰收后", "张三丰收"),
        ("甲乙 #place(dx: -300pt)[张三丰收]", "张三丰收"),
        ('#set text(font: "New Computer Modern")\nThe office of efficient affairs', "office"),
        (
            '#set page(width: 5cm)\n#set text(hyphenate: true, lang: "en")\nall internationalization',
            "international",
        ),
    ],
)
def test_a_quote_goes_however_it_is_set(typeset, search, text_of_pdf, markup, quote):
    data = typeset(markup)
    whole = text_of_pdf(data)
    made = redact(data, "a.pdf", [Mark("E15", quote)])
    assert not search(made.data, quote) and quote not in text_of_pdf(made.data)
    left = sorted(text_of_pdf(made.data).replace(BAR, ""))
    gone = "１３８００００１２３４" if "１" in whole else quote
    assert left == sorted(whole.replace(gone, ""))


# Ways to hide the secret beside the pages' text.


def info(pdf):
    pdf.docinfo["/Author"] = SECRET


def xmp(pdf):
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = SECRET


def note(pdf):
    pdf.pages[1].Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[1, 1, 9, 9], Contents=String(SECRET))]
    )


def link(pdf):
    action = Dictionary(S=Name.URI, URI=String("https://example.cn/%E5%BC%A0%E4%B8%89%E4%B8%B0%E6%94%B6"))
    pdf.pages[1].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[1, 1, 9, 9], A=action)])


def attachment(pdf):
    pdf.attachments["表.txt"] = SECRET.encode()


def script(pdf):
    code = String(f"app.alert('{SECRET}')")
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=code)


def outline(pdf):
    with pdf.open_outline() as tree:
        tree.root.append(pikepdf.OutlineItem(f"关于{SECRET}", 1))


def form(pdf):
    field = Dictionary(FT=Name.Tx, T=String("x"), TU=String(SECRET), DV=String(SECRET))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def replacement(pdf):
    code = "/Span <</ActualText <feff" + SECRET.encode("utf-16-be").hex() + ">>> BDC EMC"
    pdf.pages[1].contents_add(code.encode())


def label(pdf):
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SECRET))]))


def thumbnail(pdf):
    pdf.pages[1].Thumb = pdf.make_stream(SECRET.encode())


def structure(pdf):
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, Alt=String(SECRET)))


def destination(pdf):
    pdf.Root.Dests = Dictionary({f"/{SECRET}": Array([pdf.pages[1].obj, Name.Fit])})


def private(pdf):
    pdf.pages[1].PieceInfo = Dictionary(App=Dictionary(Private=String(SECRET)))


ELSEWHERE = [
    info,
    xmp,
    note,
    link,
    attachment,
    script,
    outline,
    form,
    replacement,
    label,
    thumbnail,
    structure,
    destination,
    private,
]


@pytest.mark.parametrize("place", ELSEWHERE, ids=lambda place: place.__name__)
def test_a_quote_beside_the_pages_goes_too(changed, search, text_of_pdf, place):
    data = changed(place)
    made = redact(data, "a.pdf", [MARK])
    assert not search(made.data, SECRET) and b"%E5%BC%A0%E4%B8%89" not in made.data
    assert made.proof.ok and "第二页没有要遮盖的内容。" in text_of_pdf(made.data)


def test_earlier_versions_of_the_file_go(original, search):
    """An editor that appends a new version of an object leaves the old one in the file."""
    with pikepdf.open(BytesIO(original)) as pdf:
        note = pdf.Root.Note = pdf.make_indirect(String(SECRET))
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(buffer) as pdf:
        note, root, size = pdf.Root.Note.objgen[0], pdf.Root.objgen[0], len(pdf.objects) + 1
    first = buffer.getvalue()
    entry = f"{note} 0 obj (harmless) endobj\n".encode()
    table = f"xref\n{note} 1\n{len(first):010d} 00000 n \n"
    trailer = f"trailer <</Size {size} /Root {root} 0 R /Prev {first.split(b'startxref')[1].split()[0].decode()}>>\n"
    end = f"startxref\n{len(first) + len(entry)}\n%%EOF\n"
    data = first + entry + (table + trailer + end).encode()
    assert str(pikepdf.open(BytesIO(data)).Root.Note) == "harmless" and data.count(b"startxref") == 2

    made = redact(data, "a.pdf", [MARK])

    assert made.data.count(b"startxref") == 1 and not search(made.data, SECRET)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_turned_and_cropped_pages_are_blackened_in_the_right_place(changed, text_of_pdf, turned):
    def turn(pdf):
        pdf.pages[0].Rotate = turned
        pdf.pages[0].CropBox = Array([20, 30, 330, 280])

    data = changed(turn)
    made = redact(data, "a.pdf", [MARK])  # the proof looks at the blackness of the letters' places
    before, after = (pypdfium2.PdfDocument(file)[0].get_size() for file in (data, made.data))
    assert [round(side) for side in before] == [round(side) for side in after]
    assert set("住青禾镇") <= set(text_of_pdf(made.data))


def test_what_a_replaced_page_drew_is_not_kept_for_others(changed, search):
    """All pages share one dictionary of resources, with a form only the first page draws."""

    def share(pdf):
        form = pdf.make_stream(
            f"% {SECRET}".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
        )
        resources = pdf.make_indirect(pdf.pages[0].Resources)
        resources.XObject = Dictionary(Secret=form)
        pdf.Root.Pages.Resources = resources
        for page in pdf.pages:
            page.obj.Resources.update(Dictionary(Font=page.obj.Resources.Font))
        pdf.pages[0].contents_add(b"/Secret Do")
        pdf.pages[1].Resources.XObject = Dictionary(Secret=form)

    made = redact(changed(share), "a.pdf", [MARK])
    assert not search(made.data, SECRET)


def test_one_occurrence_or_one_page_is_taken_out(typeset, text_of_pdf):
    data = typeset("甲李四五六乙李四五六\n#pagebreak()\n丙李四五六")
    one = redact(data, "a.pdf", [Mark("E15", "李四五六", all_occurrences=False, occurrence=2)])
    page = redact(data, "a.pdf", [Mark("E15", "李四五六", page=1)])
    assert text_of_pdf(one.data) == f"甲李四五六乙{BAR}丙李四五六"
    assert text_of_pdf(page.data) == f"甲{BAR}乙{BAR}丙李四五六"


def test_text_marks_of_other_pages_are_taken_where_one_page_is_a_scan(original, text_of_pdf):
    with pikepdf.open(BytesIO(original)) as pdf, pikepdf.open(BytesIO(scanned())) as scan:
        pdf.pages.extend(scan.pages)
        mixed = saved(pdf)
    with pytest.raises(RedactionRefused, match="第 3 页是扫描图像"):
        redact(mixed, "a.pdf", [MARK])
    made = redact(mixed, "a.pdf", [Mark("E15", SECRET, page=1)])
    assert BAR in text_of_pdf(made.data) and "第 3 页没有文字层，页面上的字请看一遍" in made.proof.unread


def scanned() -> bytes:
    buffer = BytesIO()
    Image.new("L", (420, 600), 230).save(buffer, "PDF", resolution=72)
    return buffer.getvalue()


def test_text_on_a_scanned_page_is_refused_and_an_area_taken():
    assert passages(scanned(), "a.pdf")[0].text == ""
    with pytest.raises(RedactionRefused, match="第 1 页是扫描图像，没有文字层"):
        redact(scanned(), "a.pdf", [MARK])

    made = redact(scanned(), "a.pdf", [Mark("E15", rectangle=Rectangle(0.5, 0.5, 1, 1), page=1)])

    page = pypdfium2.PdfDocument(made.data)[0].render(scale=1).to_pil().convert("L")
    assert page.getpixel((100, 100)) > 200 and page.getpixel((400, 580)) < 40
    assert made.proof.unread == ("第 1 页有图像，图像上的字请看一遍",)


def test_text_below_a_marked_area_goes_from_the_text_layer(original, text_of_pdf):
    made = redact(original, "a.pdf", [Mark("E16-1", rectangle=Rectangle(0, 0, 1, 0.5), page=1)])
    assert text_of_pdf(made.data) == "█████〔E16-1〕第二页没有要遮盖的内容。"


@pytest.mark.parametrize(
    ("mark", "error"),
    [
        (Mark("E15", SECRET, page=9), RedactionRefused),
        (Mark("E15", picture="a.png"), RedactionRefused),
        (Mark("E15", "李四五六"), NotPlaced),
        (Mark("E15", SECRET, all_occurrences=False, occurrence=2), NotPlaced),
    ],
)
def test_marks_that_do_not_fit_make_no_file(original, mark, error):
    with pytest.raises(error):
        redact(original, "a.pdf", [mark])


@pytest.mark.parametrize("cut", [200, 5000])
def test_a_damaged_file_is_refused(original, cut):
    with pytest.raises((Refused, RedactionRefused)):
        redact(original[:cut], "a.pdf", [MARK])
