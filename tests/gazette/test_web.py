"""The web edition, what becomes of a withdrawn text, old issues, and the search."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from lxml import html

from mingbai.disclosures import actions as disclosures
from mingbai.gazette import actions
from mingbai.gazette.exports.tables import TITLES
from mingbai.gazette.models import Entry
from mingbai.gazette.queries import finding, issues
from mingbai.gazette.queries.printing import read_back
from mingbai.gazette.rules import squeezed
from mingbai.lib import tables
from mingbai.lib.verdict import Denied
from tests.gazette.test_making import data_of

pytestmark = pytest.mark.django_db


def words_of_page(page: bytes) -> str:
    """The printed text as a visitor reads it."""
    tree = html.fromstring(page)
    for hint in tree.xpath('//p[@class="slide"]'):
        hint.getparent().remove(hint)
    parts = tree.xpath('//h1 | //p[@class="align-center"] | //div[@id="text"] | //p[@class="signed"]')
    return squeezed("".join(part.text_content() for part in parts))


def test_every_text_reads_the_same_on_the_page_and_in_the_file(texts, press, visitor):
    issue = press.issued(*texts)
    pages = read_back(data_of(issue)).texts
    for entry in issues.entries_of(issue):
        shown = words_of_page(visitor.get(entry.get_absolute_url()).content)
        paper = "".join(pages[entry.page - 1 :])
        for head in (
            issue.masthead + issue.full_number,
            "序号户主金额（元）",
            *[f"—{n}—" for n in range(1, 30)],
        ):
            paper, shown = paper.replace(head, ""), shown.replace(head, "")
        assert shown in paper


def test_a_visitor_finds_the_way_from_the_front_page_only_when_there_is_an_issue(texts, press, visitor):
    assert "政府公报" not in visitor.get("/").content.decode()
    assert "还没有出版公报" in visitor.get("/gazette/").content.decode()
    issue = press.frozen(*texts)
    assert visitor.get(issue.get_absolute_url()).status_code == 404
    assert visitor.get(issue.pdf_url).status_code == 404


def test_the_front_page_leads_to_the_newest_issue(texts, press, visitor):
    issue = press.issued(*texts)
    for path in ("/", "/gazette/"):
        assert issue.get_absolute_url() in visitor.get(path).content.decode()
    answer = visitor.get(issue.pdf_url)
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == data_of(issue)
    assert visitor.get(issue.pdf_url, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304


def test_a_withdrawn_text_is_gone_from_page_file_and_search_at_once(texts, press, visitor, cast):
    issue = press.issued(*texts)
    entry = issue.entries.get(information=texts[1])
    disclosures.withdraw(information=texts[1], by=cast.approver, reason="涉及个人隐私")
    answer = visitor.get(entry.get_absolute_url())
    assert answer.status_code == 410
    assert "特此通知" not in answer.content.decode()
    assert "涉及个人隐私" in answer.content.decode()
    assert visitor.get(issue.pdf_url)["Location"] == issue.get_absolute_url()
    assert "PDF 暂停提供" in visitor.get(issue.get_absolute_url()).content.decode()
    assert list(finding.found("养殖补贴")) == []


def test_a_text_is_blanked_and_every_other_page_stays(texts, press, visitor, cast, issuer):
    issue = press.issued(*texts[::-1])
    first, second = issues.entries_of(issue)
    old = issues.copy_of(issue)
    disclosures.remove(information=first.information, by=cast.approver, reason="不应公开")
    with pytest.raises(Denied):
        actions.blank(issue=issue, numbers=[first.number], reason="撤下", by=cast.drafter)
    actions.blank(issue=issue, numbers=[first.number], reason="撤下", by=cast.county_office)
    new = actions.make_copy(issue=issue, reason="撤下")
    found = read_back(data_of(issue))
    assert (new.number, new.pages, list(found.starts)) == (2, old.pages, [first.page, second.page])
    whole = b"".join(visitor.get(issue.pdf_url).streaming_content)
    assert "养殖补贴" not in "".join(found.texts) + "".join(found.titles)
    assert "检查管道" in "".join(found.texts)
    with pikepdf.open(BytesIO(whole)) as pdf:
        assert "养殖".encode("utf-16-be") not in b"".join(one.unparse() for one in pdf.objects)
    old.refresh_from_db()
    assert old.dropped_at and old.digest != new.digest
    assert "养殖" not in visitor.get(first.get_absolute_url()).content.decode()


def test_an_earlier_version_that_is_no_longer_shown_is_hidden_in_the_gazette_too(
    texts, press, visitor, office
):
    issue = press.issued(texts[0])
    office.corrected(texts[0], body="<p>请各村按时检查管道。</p>", conceal=True)
    answer = visitor.get(issue.entries.get().get_absolute_url())
    assert answer.status_code == 410
    assert "每周一" not in answer.content.decode()
    assert visitor.get(issue.pdf_url).status_code == 302


def test_a_repealed_text_says_so(texts, press, visitor, cast):
    issue = press.issued(texts[0])
    disclosures.set_validity(information=texts[0], by=cast.approver, validity="repealed", note="新办法施行")
    assert "本文已经废止，不再执行" in visitor.get(issue.entries.get().get_absolute_url()).content.decode()


def test_words_are_found_in_titles_numbers_and_texts_with_issue_and_page(texts, press, visitor):
    issue = press.issued(*texts)
    for asked in ("养殖补贴", "青政发〔2026〕13号", "𠮷㐂", "全镇农户"):
        page = visitor.get("/gazette/search/", {"q": asked}).content.decode()
        assert f"{issue.full_number}第 {issue.entries.get(information=texts[1]).page} 页" in page
    assert "没有找到" in visitor.get("/gazette/search/", {"q": "拖拉机"}).content.decode()
    assert "没有可以查找的字" in visitor.get("/gazette/search/", {"q": "，。"}).content.decode()
    assert visitor.get("/gazette/search/", {"q": "a\x00%_'"}).status_code == 200


def test_what_is_not_issued_yet_is_not_found(texts, press):
    press.frozen(*texts)
    assert list(finding.found("养殖补贴")) == []


# -- old issues ----------------------------------------------------------------------------------------------


def old_pdf(texts, press) -> bytes:
    """Any printed issue will do as one of long ago."""
    return data_of(press.frozen(*texts))


def imported(cast, pdf: bytes, rows, **given):
    values = {"year": 1998, "number": 1, "total_number": 900, "planned_on": date(1998, 3, 31), **given}
    contents = tables.to_xlsx(TITLES, rows)
    return actions.import_issue(
        organisation=cast.county, pdf=pdf, contents=contents, by=cast.county_office, **values
    )


def test_an_old_issue_comes_in_with_its_contents_and_is_found(texts, press, cast, issuer, visitor):
    rows = [
        ("县政府文件", "关于修路的通知", "明政发〔1998〕1号", 3, ""),
        ("", "大事记", "", 4, "5月通了自来水。"),
    ]
    issue = imported(cast, old_pdf(texts, press), rows)
    assert visitor.get(issue.get_absolute_url()).status_code == 404
    with pytest.raises(Denied, match="没有参加编辑"):
        actions.issue_out(issue=issue, by=cast.county_office)
    actions.issue_out(issue=issue, by=issuer)
    assert [hit.title for hit in finding.found("自来水")] == ["大事记"]
    assert [hit.title for hit in finding.found("检查管道")] == ["关于修路的通知"]
    page = visitor.get("/gazette/1998/1/1/").content.decode()
    assert "请看 PDF 第 3 页" in page
    assert "5月通了自来水" in visitor.get("/gazette/1998/1/2/").content.decode()
    assert visitor.get(issue.pdf_url).status_code == 200


def test_every_wrong_row_is_named_and_nothing_comes_in(texts, press, cast):
    rows = [
        ("", "没有栏目的", "", 2, ""),
        ("栏目", "", "", 99, ""),
        ("栏目", "倒着的", "", 1, ""),
        ("栏目", "好的", "", 2, ""),
    ]
    with pytest.raises(ValidationError) as refused:
        imported(cast, old_pdf(texts, press), rows)
    told = "".join(refused.value.messages)
    assert "第 2 行：没有栏目" in told and "第 3 行：没有标题" in told and "第 3 行：页码应当是 1 到" in told
    assert "第 4 行：页码 1 比上一行" in told
    assert "第 5 行" not in told
    assert not Entry.objects.filter(issue__year=1998).exists()


@pytest.mark.parametrize("pdf", [b"", b"MZ not a file", b"%PDF-1.7 broken"])
def test_a_file_that_is_no_pdf_is_refused(cast, pdf):
    with pytest.raises(ValidationError) as refused:
        imported(cast, pdf, [("栏目", "标题", "", 1, "")])
    assert "pdf" in refused.value.message_dict


def test_an_import_entered_wrongly_goes_again(texts, press, cast):
    issue = imported(cast, old_pdf(texts, press), [("栏目", "标题", "", 1, "")])
    actions.drop_import(issue=issue, by=cast.county_office)
    assert not Entry.objects.filter(issue__year=1998).exists()
