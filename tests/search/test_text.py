import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.search.text.folding import fold, normal, occurs, squeezed
from mingbai.search.text.snippets import Marker
from mingbai.search.text.tokens import phrase, starts_marked, tokens
from mingbai.search.text.words import parse


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_the_normal_form_of_a_normal_form_is_itself(text):
    assert normal(normal(text)) == normal(text)


@given(st.text(alphabet="公开政务2020abＡ５　，。(İß𠀀\0"), st.text(alphabet="公开5ａ 务"))
def test_a_plain_substring_test_on_marked_texts_is_the_scan(text, word):
    text, word = normal(text), normal(word)

    assert not word or (starts_marked(word) in starts_marked(text)) == occurs(word, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政务公开", "政务 务公 公开 开"),
        ("5G网络", "5g 网络 络"),
        ("共5G", "共 5g"),
        ("〔２０２０〕118号", "2020 118 号"),
        ("政，务", "政 务"),
        ("政，5", "政 § 5"),
        ("𠀀𠀁", "𠀀𠀁 𠀁"),
        ("a" * 70, "a" * 64 + " ·" + "a" * 6),
    ],
)
def test_a_text_becomes_overlapping_pairs(text, expected):
    assert " ".join(tokens(normal(text))) == expected


@pytest.mark.parametrize(
    ("word", "expected", "is_open"),
    [
        ("公", "公", True),
        ("公开", "公开", False),
        ("政务公", "政务 务公", False),
        ("5g", "5g", True),
        ("5g网", "5g 网", True),
        ("网5g", "网 5g", True),
    ],
)
def test_a_word_asks_for_a_phrase_of_pairs(word, expected, is_open):
    asked = phrase(word)

    assert (" ".join(asked.tokens), asked.open) == (expected, is_open)


@pytest.mark.parametrize(
    "written",
    [
        "盏政发〔2020〕118号",
        "盏政发[2020]118号",
        "盏政发（2020）118",
        "盏政发【２０２０】118号",
        "盏政发2020 118号",
    ],
)
def test_a_document_number_is_the_same_in_every_kind_of_bracket(written):
    assert squeezed(written) == "盏政发2020118"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("低保 申请", ("低保", "申请")),
        ("“低保 申请”", ("低保 申请",)),
        ("「低保」申请", ("低保", "申请")),
        ('"低保', ("低保",)),
        ("低保　低保", ("低保",)),
        ("《政府信息公开条例》", ("政府信息公开条例",)),
        ("😀 ( * )", ()),
    ],
)
def test_a_query_is_cut_into_words(typed, words):
    assert parse(typed).words == words


def test_a_snippet_marks_the_hit_and_escapes_everything_else():
    shown = Marker(("低保",)).snippet("甲" * 100 + "<script>低保</script>" + "乙" * 200)

    assert "&lt;script&gt;<mark>低保</mark>&lt;/script&gt;" in shown.html
    assert shown.text.startswith("…") and shown.text.endswith("…") and len(shown.text) < 130


def test_overlapping_hits_are_marked_once_and_full_width_letters_are_found():
    assert Marker(("政务公", "务公开")).highlight("政务公开").html == "<mark>政务公开</mark>"
    assert Marker(("5g",)).highlight("装５Ｇ基站").html == "装<mark>５Ｇ</mark>基站"
    assert (
        Marker(("盏政发 2020 118号",)).highlight("盏政发〔2020〕118号").html
        == "<mark>盏政发〔2020〕118号</mark>"
    )


def test_a_text_without_the_word_is_shown_from_its_beginning():
    assert Marker(("低保",)).snippet("第一句。").pieces == (("第一句。", False),)
