"""For any text and any way of cutting it into runs: the quote goes, and all else stays in its order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.documents.reading import read
from mingbai.redaction.redacting import redact
from mingbai.redaction.values import Mark

LETTERS = st.text(alphabet="甲乙丙丁戊一二三四五0189ａＢc，。“”：（）", min_size=0, max_size=30)
QUOTES = st.text(alphabet="甲乙丙丁０1ａB一", min_size=2, max_size=8)
BAR = "█████〔E15〕"
RUNS = ("", "<w:b/>", "<w:i/>", '<w:sz w:val="32"/>')


def cut(draw, text):
    """Runs, some wrapped in links or insertions, with invisible letters between them."""
    at = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [text[a:b] for a, b in zip([0, *at], [*at, len(text)], strict=True)]
    runs = []
    for piece in pieces:
        properties, wrap = draw(st.sampled_from(RUNS)), draw(st.sampled_from(["{}", INS, LINK]))
        piece += draw(st.sampled_from(["", "\u200b", "\xad"]))
        runs.append(wrap.format(f"<w:r><w:rPr>{properties}</w:rPr><w:t>{piece}</w:t></w:r>"))
    return "".join(runs)


INS = '<w:ins w:id="1" w:author="李四">{}</w:ins>'
LINK = '<w:hyperlink w:anchor="_x">{}</w:hyperlink>'


@settings(max_examples=80, deadline=None)
@given(data=st.data(), before=LETTERS, quote=QUOTES, after=LETTERS)
def test_the_quote_never_remains_and_the_rest_does(word, search, data, before, quote, after):
    whole = f"始{before}〈{quote}〉{after}终"
    file = word.build(f"<w:p>{cut(data.draw, whole)}</w:p><w:p>{cut(data.draw, after + '末')}</w:p>")

    made = redact(file, "a.docx", [Mark("E15", quote)])

    text = folded(read(made.data, "a.docx").text.replace(BAR, "\0").translate(INVISIBLE))
    first, last = text.split("\n")
    assert first == struck(whole, quote) and last == struck(after + "末", quote)
    assert quote.isascii() or not search(made.data, quote)  # digits stand in any markup


INVISIBLE = dict.fromkeys(map(ord, "\u200b\xad"))


def folded(text):
    """Full width, case and kinds of quotation marks told apart no more: the alphabets need nothing else."""
    return text.translate(str.maketrans("０１ａＢ：（），“”", '01ab:(),""')).lower()


def struck(text, quote):
    return folded(text).replace(folded(quote), "\0")
