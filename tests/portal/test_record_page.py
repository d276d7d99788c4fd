"""The page of a record: who sees it, in which words, and what it costs."""

import re

import pytest

from mingbai.catalogue.models import Genre, Ground
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.disclosures.states import Status
from mingbai.portal.rules.wording import with_scrolling_tables


def text_of(response):
    return response.content.decode()


def test_a_draft_has_no_page_even_for_its_drafter(visitor, office, cast):
    draft = office.draft()
    visitor.force_login(cast.drafter)
    assert visitor.get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "hidden",
    [
        {"audience": "internal"},
        {"openness": "on_request"},
        {"openness": "withheld"},
        {"status": "registered"},
        {"status": "unpublished"},
    ],
)
def test_what_is_not_for_the_public_has_no_page(visitor, office, hidden):
    published = office.published()
    Information.objects.filter(pk=published.pk).update(**hidden)
    assert visitor.get(published.get_absolute_url()).status_code == 404


def test_a_registered_text_has_no_page(visitor, desk, content, cast):
    withheld = content | {"openness": "withheld", "ground": Ground.objects.get(code="E14-3")}
    registered = actions.publish(information=desk.approved(**withheld), by=cast.approver)
    assert registered.status == Status.REGISTERED
    assert visitor.get(registered.get_absolute_url()).status_code == 404


def test_the_page_shows_what_reading_back_looks_for(visitor, office):
    published = office.published()
    page = text_of(visitor.get(published.get_absolute_url()))
    assert published.public_digest in page
    assert published.index_number in page
    assert published.read_back_note == ""


def test_the_head_names_every_fact(visitor, office):
    published = office.published(
        keywords=["供水", "冬季"],
        co_issuers=["明白县水务局"],
        source_name="明白县人民政府",
        summary="每周检查管道",
    )
    page = text_of(visitor.get(published.get_absolute_url()))
    head = re.search(r'<dl class="head".*?</dl>', page, re.DOTALL).group()
    pairs = dict(re.findall(r"<dt>(.*?)</dt><dd>(?:<[^>]*>)?(.*?)<", head))
    assert pairs["文号"] == "青政发〔2026〕12号"
    assert pairs["主题分类"] == "综合政务"
    assert pairs["发布机构"] == "青禾镇人民政府"
    assert pairs["成文日期"] == "2026-11-02"
    assert pairs["公开方式"] == "主动公开"
    assert pairs["公开时限"] == "长期公开"
    assert pairs["关键词"] == "供水、冬季"
    assert pairs["联合发文"] == "明白县水务局"
    assert pairs["信息来源"] == "明白县人民政府"
    assert {"索引号", "发布日期", "有效性", "体裁", "内容概述"} <= set(pairs)


def test_the_page_carries_the_required_meta_tags(visitor, office):
    published = office.published(keywords=["供水"])
    page = text_of(visitor.get(published.get_absolute_url()))
    tags = dict(re.findall(r'<meta name="(\w+)" content="([^"]*)">', page))
    required = ["SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords"]
    assert set(required) <= set(tags)
    assert tags["ColumnType"] == "政府信息公开"
    assert tags["ArticleTitle"] == published.title
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", tags["PubDate"])
    assert tags["ContentSource"] == "青禾镇人民政府"
    assert tags["Keywords"] == "供水"


def test_titles_are_escaped_everywhere_on_the_page(visitor, office):
    published = office.published()
    Information.objects.filter(pk=published.pk).update(title='<script>alert(1)</script>"', summary="<b>粗")
    page = text_of(visitor.get(published.get_absolute_url()))
    assert "<script>" not in page
    assert "<b>粗" not in page


def test_a_withdrawn_text_is_gone_but_for_a_note_that_says_why(visitor, office, cast):
    published = office.published()
    actions.withdraw(information=published, reason="数字有误，正在复核", by=cast.approver)
    response = visitor.get(published.get_absolute_url())
    assert response.status_code == 410
    assert "已经撤回" in text_of(response)
    assert "数字有误，正在复核" in text_of(response)
    assert "检查管道" not in text_of(response)


def test_a_removed_text_is_gone_without_its_title(visitor, office, cast):
    published = office.published()
    actions.remove(information=published, reason="误将他人信息公开", by=cast.approver)
    response = visitor.get(published.get_absolute_url())
    assert response.status_code == 410
    assert "已经撤下" in text_of(response)
    for secret in (published.title, "误将他人信息公开", "检查管道", published.index_number):
        assert secret not in text_of(response)


def test_a_merged_text_leads_to_the_other_one(visitor, office, cast):
    kept = office.published(title="保留的通知")
    doubled = office.published(title="重复的通知")
    actions.merge(information=doubled, into=kept, reason="重复发布", by=cast.approver)
    response = visitor.get(doubled.get_absolute_url())
    assert response.status_code == 301
    assert response["Location"] == kept.get_absolute_url()


def test_a_repealed_text_says_through_what_and_both_pages_link(visitor, office, cast):
    policy = Genre.objects.get(name="意见")
    old, new = office.published(title="旧办法", genre=policy), office.published(title="新办法", genre=policy)
    actions.set_validity(
        information=old, validity="repealed", note="新办法施行", by=cast.approver, through=new
    )
    before, after = (text_of(visitor.get(one.get_absolute_url())) for one in (old, new))
    assert "本文已经废止" in before
    assert "新办法施行" in before
    assert f'见：<a href="{new.get_absolute_url()}">新办法</a>' in before
    assert "本文废止的文件" in after
    assert old.get_absolute_url() in after


@pytest.mark.parametrize(
    ("kind", "on_source", "on_target"),
    [
        ("interprets", "本文解读的文件", "对本文的解读"),
        ("based_on", "本文的依据", "以本文为依据的文件"),
        ("amends", "本文修改的文件", "修改本文的文件"),
    ],
)
def test_related_texts_are_linked_both_ways(visitor, office, cast, kind, on_source, on_target):
    source, target = office.published(title="甲"), office.published(title="乙")
    actions.relate(source=source, target=target, kind=kind, by=cast.approver)
    assert on_source in text_of(visitor.get(source.get_absolute_url()))
    assert on_target in text_of(visitor.get(target.get_absolute_url()))


def test_a_related_text_that_was_removed_is_not_named(visitor, office, cast):
    source, target = office.published(title="甲通知"), office.published(title="不该公开的乙通知")
    actions.relate(source=source, target=target, kind="based_on", by=cast.approver)
    actions.remove(information=target, reason="误发", by=cast.approver)
    assert "不该公开的乙通知" not in text_of(visitor.get(source.get_absolute_url()))


def test_a_correction_is_announced_with_its_date_and_leads_to_the_versions(visitor, office):
    published = office.published()
    office.corrected(published, note="检查时间更正为每周二", body="<p>请各村于每周二检查管道。</p>")
    page = text_of(visitor.get(published.get_absolute_url()))
    assert "检查时间更正为每周二" in page
    assert "更正说明" in page
    assert f"{published.get_absolute_url()}versions/" in page


def test_a_working_copy_is_never_shown(visitor, office, cast):
    published = office.published()
    base = published.latest_revision_id
    actions.edit(
        information=published, by=cast.drafter, base=base, title="还没有审核的标题", body="<p>改</p>"
    )
    for path in ("", "versions/", "versions/1/"):
        visitor.force_login(cast.drafter)
        assert "还没有审核的标题" not in text_of(visitor.get(published.get_absolute_url() + path))


def test_an_urgent_text_says_that_its_review_is_under_way(visitor, office, cast):
    draft = office.draft()
    urgent = actions.publish_urgent(information=draft, by=cast.approver, reason="道路塌方")
    assert "正在补办审核手续" in text_of(visitor.get(urgent.get_absolute_url()))


def test_whom_to_ask_stands_on_the_page(visitor, office):
    page = text_of(visitor.get(office.published().get_absolute_url()))
    assert 'href="tel:0999-5550101"' in page


def test_the_page_costs_four_queries_with_links_files_and_corrections(
    visitor, office, cast, picture, django_assert_max_num_queries
):
    draft, other = office.draft(), office.published(title="另一份")
    actions.attach(information=draft, by=cast.drafter, data=picture, filename="示意图.png")
    draft.refresh_from_db()
    published = office.let_out(draft)
    actions.relate(source=other, target=published, kind="interprets", by=cast.approver)
    office.corrected(published, body="<p>改</p>")
    with django_assert_max_num_queries(4):
        page = text_of(visitor.get(published.get_absolute_url()))
    assert "示意图" in page
    assert "对本文的解读" in page


@pytest.mark.parametrize("pk", ["0", "99999999", "9" * 30])
def test_numbers_nobody_has_are_not_found(visitor, db, pk):
    assert visitor.get(f"/r/{pk}/").status_code == 404


def test_a_visitor_gets_no_cookie_and_may_keep_the_page_for_a_minute(visitor, office):
    response = visitor.get(office.published().get_absolute_url())
    assert not response.cookies
    assert response["Cache-Control"] in {"public, max-age=60", "max-age=60, public"}


def test_an_unchanged_page_is_not_sent_again(visitor, office):
    url = office.published().get_absolute_url()
    etag = visitor.get(url)["ETag"]
    assert visitor.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_a_changed_page_is_sent_again(visitor, office, cast):
    published = office.published()
    etag = visitor.get(published.get_absolute_url())["ETag"]
    actions.withdraw(information=published, reason="复核", by=cast.approver)
    again = visitor.get(published.get_absolute_url(), headers={"If-None-Match": etag})
    assert again.status_code == 410


def test_tables_scroll_in_a_box_of_their_own(visitor, office):
    published = office.published(body="<table><tr><td>姓名</td></tr></table><p>完</p>")
    page = text_of(visitor.get(published.get_absolute_url()))
    assert re.search(r'<div class="scroll"[^>]*tabindex="0"[^>]*><table>.*?</table></div>', page, re.DOTALL)


def table_of(*rows: tuple[str, ...]) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tbody>{body}</tbody></table>"


def test_the_first_row_of_a_list_becomes_headings_a_reader_aloud_can_name():
    page = with_scrolling_tables(table_of(("户主", "人口", "金额（元）"), ("张**", "2", "1180")))

    assert page.count('<th scope="col">') == 3
    assert "<thead><tr><th" in page
    assert "<td>张**</td>" in page
    assert page.endswith("</tr></tbody></table></div>")


NOT_HEADINGS = [
    (("申请条件", "年满六十岁"), ("材料", "身份证")),
    (("东塘村", "4.1730", "0.8105"), ("南岗村", "1.9011", "0.4100")),
    (("张**", "", "东塘村"), ("李**", "2", "南岗村")),
    (("补助对象是经鉴定住在危险住房里的低保户和特困户", "标准", "电话"), ("一", "二", "三")),
    (("只有一行", "没有", "内容"),),
]


@pytest.mark.parametrize("rows", NOT_HEADINGS)
def test_a_first_row_that_may_be_contents_stays_contents(rows):
    assert "<th" not in with_scrolling_tables(table_of(*rows))


@pytest.mark.parametrize(("first", "named"), [("村", True), ("序号", False)])
def test_a_wide_table_says_that_it_slides_and_keeps_the_names_of_its_rows(first, named):
    page = with_scrolling_tables(table_of((first, "户主", "人口", "金额"), ("东塘村", "张**", "2", "1180")))

    assert "表格较宽，可以左右滑动。" in page
    assert ('class="scroll named"' in page) == named


def test_a_narrow_table_is_not_said_to_slide():
    assert "表格较宽" not in with_scrolling_tables(table_of(("变动", "户数", "人数"), ("新增", "1", "2")))
