"""A quote is taken out of a Word file wherever it stands, and everything else stays readable."""

from io import BytesIO

import docx
import pytest
from django.core.exceptions import ValidationError
from docx.shared import RGBColor

from mingbai.documents.reading import read
from mingbai.redaction.redacting import passages, redact
from mingbai.redaction.values import Mark, NotPlaced, RedactionRefused

SECRET, PLAIN, BAR = "张三丰收", "其余照登。", "█████〔E15〕"
MARK = Mark("E15", SECRET, "个人隐私")
BOX = "<wps:txbx><w:txbxContent><w:p>{}</w:p></w:txbxContent></wps:txbx>"
SHAPE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="3" name="框"/>{0}'
    "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{1}</w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{0}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{1}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


# how the secret may stand in a paragraph of the body
WRITTEN = {
    "in one run": r(SECRET),
    "over three runs": r("张", "<w:b/>") + r("三丰", '<w:color w:val="FF0000"/>') + r("收"),
    "within longer runs": r("前张", "<w:i/>") + r("三") + r("丰收后"),
    "over a hyperlink": f'<w:hyperlink r:id="rId5">{r("张三")}</w:hyperlink>' + r("丰收"),
    "over a field": r("张") + FIELD.format("REF _x", r("三丰")) + r("收"),
    "in a simple field": f'<w:fldSimple w:instr="REF _x">{r("张三")}</w:fldSimple>' + r("丰收"),
    "over a tracked insertion": r("张三") + f'<w:ins w:id="1" w:author="李四">{r("丰")}</w:ins>' + r("收"),
    "around a tracked deletion": r("张三")
    + '<w:del w:id="2" w:author="李四"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    + r("丰收"),
    "over a tab": "<w:r><w:t>张三</w:t><w:tab/><w:t>丰收</w:t></w:r>",
    "over a line break": "<w:r><w:t>张三</w:t><w:br/><w:t>丰收</w:t></w:r>",
    "with a zero-width space": r("张\u200b三\ufeff丰收"),
    "with soft hyphens": "<w:r><w:t>张\xad三</w:t><w:softHyphen/><w:t>丰收</w:t></w:r>",
    "with a joiner in it": r("张三\u200d丰收"),
    "with a bookmark in it": r("张三") + '<w:bookmarkStart w:id="1" w:name="_张三丰收"/>' + r("丰收"),
    "in a content control": f"<w:sdt><w:sdtPr/><w:sdtContent>{r('张三')}</w:sdtContent></w:sdt>" + r("丰收"),
    "with a proof mark in it": r("张三") + '<w:proofErr w:type="spellStart"/>' + r("丰收"),
    "with its pronunciation": "<w:r><w:ruby><w:rt><w:r><w:t>张三丰收</w:t></w:r></w:rt>"
    f"<w:rubyBase>{r(SECRET)}</w:rubyBase></w:ruby></w:r>",
    "in a formula": f"<m:oMath><m:r><m:t>{SECRET}</m:t></m:r></m:oMath>",
    "in a text box": SHAPE.format(BOX.format(r("张三") + r("丰收")), r(SECRET)),
    "in the result of a field that prints its code": FIELD.format(f"EQ \\o({SECRET})", r(SECRET)),
}


@pytest.mark.parametrize("case", sorted(WRITTEN))
def test_a_quote_goes_however_it_is_written(word, search, case):
    body = word.p("前文") + f"<w:p>{r('开头')}{WRITTEN[case]}{r('结尾')}</w:p>" + word.p(PLAIN)
    data = word.build(body, word.rel("rId5", "hyperlink", "https://example.cn/", True))

    made = redact(data, "决定.docx", [MARK])

    assert not search(made.data, SECRET)
    text = read(made.data, made.filename).text
    assert BAR in text and all(kept in text for kept in ("前文", "开头", "结尾", PLAIN))
    assert not set("张三丰收") & set(text) and made.proof.ok


@pytest.mark.parametrize(
    ("written", "quote"),
    [
        ("ｔｅｌ１３８００００１２３４", "Tel13800001234"),
        ("TEL：13800001234", "tel:13800001234"),
        ("138\u20110000\u20111234", "138-0000-1234"),
        ("⽴案⼈", "立案人"),
        ("“老王”", '"老王"'),
        ("葛\U000e0100某", "葛某"),
    ],
)
def test_the_same_text_written_with_other_characters_is_found(word, written, quote):
    made = redact(word.build(word.p("甲" + written + "乙")), "a.docx", [Mark("E15", quote)])
    assert read(made.data, "a.docx").text == f"甲{BAR}乙"


def elsewhere(word) -> dict[str, bytes]:
    """The secret in a part of the file other than the body; the body has it nowhere, or once."""
    rel, part, p = word.rel, word.part, word.p
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    thumbnail = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    secret = p(r("张三") + r("丰收"))

    def noted(kind, content):
        body = p(PLAIN) + f'<w:p><w:r><w:{kind}Reference w:id="2"/></w:r></w:p>'
        notes = f'<w:{kind} w:id="2">{content}</w:{kind}>'
        return word.build(body, rel("rId2", f"{kind}s", "n.xml"), {"word/n.xml": part(f"w:{kind}s", notes)})

    def margin(kind, tag):
        body = p(PLAIN) + f'<w:sectPr><w:{kind}Reference w:type="default" r:id="rId2"/></w:sectPr>'
        return word.build(body, rel("rId2", kind, "m.xml"), {"word/m.xml": part(tag, secret)})

    def beside(kind, name, data, package=False):
        if package:
            return word.build(p(PLAIN), parts={name: data}, package_rels=rel("rId2", kind, name))
        return word.build(p(PLAIN), rel("rId2", kind, "/" + name), {name: data})

    png = {"word/media/i.png": word.image("red")}
    return {
        "footnote": noted("footnote", secret),
        "endnote": noted("endnote", secret),
        "header": margin("header", "w:hdr"),
        "footer": margin("footer", "w:ftr"),
        "comment": beside(
            "comments",
            "word/comments.xml",
            part("w:comments", f'<w:comment w:id="1" w:author="{SECRET}">{secret}</w:comment>'),
        ),
        "deletion": word.build(
            p(PLAIN)
            + f'<w:p><w:del w:id="1" w:author="李四"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>'
        ),
        "hidden run": word.build(p(PLAIN) + p(r(SECRET, "<w:vanish/>"))),
        "core properties": beside(core, "docProps/core.xml", f"<x><title>关于{SECRET}</title></x>", True),
        "custom properties": beside(
            "custom-properties",
            "docProps/custom.xml",
            f'<x><property name="n"><v>{SECRET}</v></property></x>',
            True,
        ),
        "custom XML": beside("customXml", "customXml/item1.xml", f"<x a='{SECRET}'>{SECRET}</x>"),
        "document variable": beside(
            "settings",
            "word/settings.xml",
            part("w:settings", f'<w:docVars><w:docVar w:name="v" w:val="{SECRET}"/></w:docVars>'),
        ),
        "link": word.build(
            p(f'<w:hyperlink r:id="rId2">{r(PLAIN)}</w:hyperlink>'),
            rel("rId2", "hyperlink", f"https://example.cn/?q={SECRET}", True),
        ),
        "encoded link": word.build(
            p(f'<w:hyperlink r:id="rId2">{r(PLAIN)}</w:hyperlink>'),
            rel("rId2", "hyperlink", "https://example.cn/%E5%BC%A0%E4%B8%89%E4%B8%B0%E6%94%B6", True),
        ),
        "alternative text": word.build(
            p(PLAIN) + p(word.picture("rId2", f'descr="这是{SECRET}的照片"')),
            rel("rId2", "image", "media/i.png"),
            png,
        ),
        "embedded workbook": beside("package", "word/embeddings/b.xlsx", word.workbook(SECRET)),
        "embedded old file": beside(
            "oleObject", "word/embeddings/o.bin", b"\xd0\xcf" + SECRET.encode("utf-16-le")
        ),
        "thumbnail": beside(thumbnail, "docProps/thumbnail.png", SECRET.encode(), True),
        "style name": beside(
            "styles",
            "word/styles.xml",
            part(
                "w:styles", f'<w:style w:type="paragraph" w:styleId="a"><w:name w:val="{SECRET}"/></w:style>'
            ),
        ),
        "numbering": beside(
            "numbering",
            "word/numbering.xml",
            part(
                "w:numbering",
                f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="{SECRET}%1"/></w:lvl>'
                "</w:abstractNum>",
            ),
        ),
        "chart": word.build(
            p(PLAIN) + p('<w:r><w:drawing><wp:inline><c:chart r:id="rId2"/></wp:inline></w:drawing></w:r>'),
            rel("rId2", "chart", "charts/c.xml"),
            {
                "word/charts/c.xml": part(
                    "c:chartSpace", f"<c:strCache><c:pt><c:v>{SECRET}一户</c:v></c:pt></c:strCache>"
                )
            },
        ),
        "file name of a picture": word.build(
            p(PLAIN) + p(word.picture("rId2")),
            rel("rId2", "image", f"media/{SECRET}.png"),
            {f"word/media/{SECRET}.png": word.image("red")},
        ),
        "word art": word.build(
            p(PLAIN) + p(f'<w:r><w:pict><v:shape><v:textpath string="{SECRET}"/></v:shape></w:pict></w:r>')
        ),
    }


PLACES = (
    "footnote", "endnote", "header", "footer", "comment", "deletion", "hidden run", "core properties",
    "custom properties", "custom XML", "document variable", "link", "encoded link", "alternative text",
    "embedded workbook", "embedded old file", "thumbnail", "style name", "numbering", "chart", "word art", "file name of a picture",
)  # fmt: skip


def test_every_place_is_tested(word):
    assert sorted(PLACES) == sorted(elsewhere(word))


@pytest.mark.parametrize("place", PLACES)
def test_a_quote_is_found_and_gone_wherever_it_lies(word, search, place):
    data = elsewhere(word)[place]
    assert search(data, SECRET) or place == "encoded link"

    made = redact(data, "决定.docx", [MARK])

    assert not search(made.data, SECRET) and made.placed and made.proof.ok
    assert b"%E5%BC%A0" not in b"".join(made.data.split()) and PLAIN in read(made.data, "a.docx").text


def test_places_are_named_and_counted(word):
    body = word.p(f"{SECRET}与{SECRET}") + f"<w:tbl><w:tr><w:tc>{word.p(SECRET)}</w:tc></w:tr></w:tbl>"
    comment = word.part("w:comments", f'<w:comment w:id="1">{word.p(SECRET)}</w:comment>')
    data = word.build(body, word.rel("rId2", "comments", "comments.xml"), {"word/comments.xml": comment})

    made = redact(data, "a.docx", [MARK])

    assert [(p.where, p.count, p.how) for p in made.placed] == [
        ("正文", 2, "barred"),
        ("正文（表格）", 1, "barred"),
        ("批注", 1, "removed"),
    ]
    assert [(row.ground, row.places) for row in made.table] == [("E15", 3)]


def test_a_quote_over_paragraphs_and_cells_is_barred_in_each(word):
    row = "".join(f"<w:tc>{word.p(text)}</w:tc>" for text in ("姓名张三", "丰收年"))
    data = word.build(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>" + word.p("甲") + word.p("乙"))
    made = redact(data, "a.docx", [Mark("E15", "张三\t丰收"), Mark("E16-2", "甲\n乙")])
    assert read(made.data, "a.docx").text == f"姓名{BAR}\t{BAR}年\n█████〔E16-2〕\n█████〔E16-2〕"


def test_two_paragraphs_that_happen_to_make_the_quote_stay(word):
    data = word.build(word.p("本村只有张三") + word.p("丰收在望") + word.p(SECRET))
    made = redact(data, "a.docx", [MARK])
    assert read(made.data, "a.docx").text == f"本村只有张三\n丰收在望\n{BAR}"


def test_one_of_several_occurrences_is_taken_out(word):
    data = word.build(word.p(f"{SECRET}甲{SECRET}乙") + word.p(f"{SECRET}丙"))
    made = redact(data, "a.docx", [Mark("E15", SECRET, all_occurrences=False, occurrence=2)])
    assert read(made.data, "a.docx").text == f"{SECRET}甲{BAR}乙\n{SECRET}丙"


def test_marks_that_overlap_share_a_bar_with_both_grounds(word):
    made = redact(
        word.build(word.p("甲乙丙丁戊己")), "a.docx", [Mark("E15", "乙丙丁"), Mark("E16-1", "丁戊")]
    )
    assert read(made.data, "a.docx").text == "甲█████〔E15、E16-1〕己"
    assert [row.places for row in made.table] == [1, 1]


def test_the_bar_is_as_wide_whatever_it_covers(word):
    short, long = (
        redact(word.build(word.p(f"甲{s}乙")), "a.docx", [Mark("E15", s)]) for s in ("丙丁", "丙" * 90)
    )
    assert read(short.data, "a.docx").text == read(long.data, "a.docx").text


def test_a_withheld_picture_is_gone_and_others_stay(word):
    pictures = {"word/media/a.png": word.image("red"), "word/media/b.png": word.image("blue")}
    rels = word.rel("rId2", "image", "media/a.png") + word.rel("rId3", "image", "media/b.png")
    data = word.build(word.p("图：", word.picture("rId2")) + word.p(word.picture("rId3")), rels, pictures)

    made = redact(data, "a.docx", [Mark("E15", picture="a.png")])

    after = read(made.data, "a.docx")
    assert [image.name for image in after.images] == ["b.png"] and after.text == f"图：{BAR}"
    assert made.proof.unread == ("文件里有 1 张图片，图片上的字请逐张看一遍",)


def test_a_real_word_file_keeps_its_formatting_and_loses_its_author(search):
    document, buffer = docx.Document(), BytesIO()
    document.core_properties.author = "李四"
    paragraph = document.add_paragraph("经查，")
    paragraph.add_run("张三").bold = True
    paragraph.add_run("丰收").font.color.rgb = RGBColor(255, 0, 0)
    paragraph.add_run("违反规定。").italic = True
    document.save(buffer)

    made = redact(buffer.getvalue(), f"关于{SECRET}的决定.docx", [MARK])

    kept = docx.Document(BytesIO(made.data)).paragraphs[0]
    assert [run.text for run in kept.runs if run.text] == ["经查，", BAR, "违反规定。"]
    assert kept.runs[-1].italic and made.filename == "关于×××的决定.docx"
    assert not search(made.data, SECRET) and not search(made.data, "李四")


@pytest.mark.libreoffice
def test_an_old_word_file_comes_out_as_docx(search):
    old = rb"{\rtf1\ansi\uc1 \u30002?\u24352?\u19977?\u20016?\u25910?\u20057?}"
    made = redact(old, "决定.rtf", [MARK])
    assert made.filename == "决定.docx" and read(made.data, made.filename).text == f"甲{BAR}乙"
    assert not search(made.data, SECRET)


def test_a_mark_that_is_not_in_the_file_makes_no_file(word):
    with pytest.raises(NotPlaced, match="文件里找不到：“李四五六”") as refused:
        redact(word.build(word.p(SECRET)), "a.docx", [MARK, Mark("E15", "李四五六")])
    assert refused.value.marks == (Mark("E15", "李四五六"),)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ground": "", "quote": SECRET},
        {"ground": "隐私", "quote": SECRET},
        {"ground": "E15", "quote": ""},
        {"ground": "E15", "quote": "  \u200b"},
        {"ground": "E15", "quote": "张"},
        {"ground": "E15", "quote": SECRET, "all_occurrences": False},
        {"ground": "E15", "quote": SECRET, "picture": "a.png"},
        {"ground": "E15", "quote": SECRET, "page": 0},
        {"ground": "E15", "rectangle": {"left": 0, "top": 0, "right": 1, "bottom": 1}},
        {"ground": "E15", "rectangle": {"left": 0.5, "top": 0, "right": 0.5, "bottom": 1}, "page": 1},
        {"ground": "E15", "rectangle": {"left": "nan", "top": 0, "right": 1, "bottom": 1}, "page": 1},
        {"ground": "E15", "rectangle": {"left": 0}, "page": 1},
        {"ground": "E15", "quote": 12},
        {"ground": "E15", "quote": SECRET, "page": True},
        {"ground": "E15", "quote": SECRET, "colour": "red"},
        ["E15"],
        None,
    ],
)
def test_a_mark_without_ground_or_content_is_refused_in_words(wrong):
    with pytest.raises(ValidationError) as refused:
        Mark.from_json(wrong)
    assert all("\u4e00" <= message[0] <= "\u9fff" for message in refused.value.messages)


def test_a_mark_survives_json():
    mark = Mark.from_json({"ground": "E15", "page": 2, "rectangle": dict(left=0, top=0, right=1, bottom=0.5)})
    assert Mark.from_json(mark.as_json()) == mark


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Mark("E15", SECRET, page=1), "没有固定的页码"),
        (None, "还没有标记"),
    ],
)
def test_marks_that_do_not_fit_a_word_file_are_refused(word, mark, words):
    with pytest.raises(RedactionRefused, match=words):
        redact(word.build(word.p(SECRET)), "a.docx", [mark] if mark else [])


def test_other_kinds_of_files_are_refused_with_a_way_out():
    with pytest.raises(RedactionRefused, match="打印成 PDF"):
        redact(b"a,b\n", "a.csv", [MARK])


def test_the_clerk_marks_in_what_is_printed(word):
    data = word.build(word.p("甲") + word.p(r("暗", "<w:vanish/>")) + word.p("乙"))
    assert [(p.where, p.text) for p in passages(data, "a.docx")] == [("正文", "甲"), ("正文", "乙")]
