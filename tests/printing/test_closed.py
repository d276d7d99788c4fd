"""What stands in a text is shown and never carried out: no file is read, nothing is fetched."""

import socket
from datetime import date

import pytest
import typst

from mingbai.documents.official import OfficialDocument, Paragraph, write_pdf
from mingbai.documents.typesetting import typeset
from tests.printing.reading import drawn, table, texts

EVIL = (
    '#read("/etc/passwd")',
    '#image("file:///etc/passwd")',
    '#import"@preview/cetz:0.3.1":*',
    '#include("../settings.py")',
    "http://169.254.169.254/latest/meta-data/",
    "$sum_(i=1)^n$*强调*_斜体_=标题<标签>@引用\\u{41}",
    '#eval("1+1")',
    "#{while true {}}",
)


@pytest.fixture
def no_network(monkeypatch):
    def refused(*args, **kwargs):
        raise AssertionError("somebody wanted the network")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shown(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("evil", EVIL)
def test_code_in_a_body_is_shown_as_it_was_typed(evil, no_network):
    for body in (f"<p>{escaped(evil)}</p>", table(["甲", "乙", "丙"], [["一", escaped(evil), "三"]])):
        page = "".join(texts(drawn(body)))
        assert shown(evil) in page
        assert "root:" not in page and "SECRET_KEY" not in page


@pytest.mark.parametrize("evil", EVIL)
def test_code_in_every_other_field_of_a_sheet_is_shown_too(evil, no_network):
    data = drawn(
        "<p>正文</p>", title=evil, heading=evil, facts=[("文号", evil)], attachments=[evil], signed=[evil],
        contact=evil, scan=evil, complaint=evil,
    )  # fmt: skip
    assert texts(data)[0].count(shown(evil)) >= 6


@pytest.mark.parametrize("evil", EVIL)
def test_code_in_an_official_document_is_shown_too(evil, no_network):
    page = "".join(texts(write_pdf(OfficialDocument(title="公告", blocks=[Paragraph(evil)]))))
    assert shown(evil) in page


def test_a_program_that_asks_for_a_file_or_a_package_gets_none(tmp_path, no_network):
    (tmp_path / "secret.txt").write_text("秘密")
    for program in (
        '#read("/etc/passwd")',
        f'#read("{tmp_path}/secret.txt")',
        '#read("../../../../../../etc/passwd")',
        '#import "@preview/cetz:0.3.1"',
        '#import "@local/any:1.0.0"',
        '#image("file:///etc/passwd")',
    ):
        with pytest.raises(typst.TypstError):
            typeset(program.encode(), {}, on=date(2026, 5, 1))


def test_a_picture_with_an_address_is_words_on_paper(no_network):
    page = texts(
        drawn('<p>图<img src="file:///etc/passwd" alt="位置图"><img src="http://10.0.0.1/a.png"></p>')
    )
    assert "位置图" in page[0] and "root:" not in page[0]
