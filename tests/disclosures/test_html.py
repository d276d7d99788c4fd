import pytest

from mingbai.lib.html import clean_html


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ('<p onclick="x()">文</p>', "<p>文</p>"),
        ("<script>x()</script><p>文</p>", "<p>文</p>"),
        ('<a href="javascript:x()">链</a>', '<a rel="noopener noreferrer">链</a>'),
        ('<img src="https://elsewhere.example/seen.png">', "<img>"),
        ('<img src="//elsewhere.example/seen.png">', "<img>"),
        ('<img src="/files/3/" alt="图">', '<img src="/files/3/" alt="图">'),
        ('<p style="color:red">文</p>', "<p>文</p>"),
        ('<td colspan="2">格</td>', "格"),
        ("<table><tr><td colspan=2>格</td></tr></table>",
         '<table><tbody><tr><td colspan="2">格</td></tr></tbody></table>'),
    ],
)  # fmt: skip
def test_only_structure_and_the_records_own_pictures_are_kept(dirty, clean):
    assert clean_html(dirty) == clean
