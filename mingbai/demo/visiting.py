"""What visitors of the site did: opinions on pages, votes, searches without result. A page of the guide."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from wagtail.models import Page as CmsPage

from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.desk.actions import admit_editor
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.feedback import actions as feedback
from mingbai.feedback.models import Report
from mingbai.feedback.states import Kind
from mingbai.feedback.values import Page
from mingbai.lib import clock
from mingbai.portal.actions import note_missed
from mingbai.portal.models import EditorialPage

GUIDE = "高龄津贴办事指南"
CANTEEN = "柳渡镇老年食堂收费标准和用餐办法"
WATER_PRICE = "明白县人民政府关于调整县城居民生活用水价格的通知"


def play(book: Book) -> None:
    _opinion_that_was_right(book)
    _opinion_being_looked_into(book)
    _opinion_that_was_wrong(book)
    _votes(book)
    _missed(book)
    _page_of_guide(book)


# -- opinions --------------------------------------------------------------------------------


def _opinion_that_was_right(book: Book) -> None:
    """Said a week before the guide was put right, closed an hour after."""
    guide = _record(GUIDE)
    assert guide.changed_at is not None
    said = guide.changed_at - timedelta(days=7)
    report = _say(
        guide,
        Kind.OUTDATED,
        "材料一栏写原件和复印件各一份，可是窗口说看原件就行，不收复印件。请改过来，免得老人白跑去复印。",
        said,
    )
    by = book.one_of("civil", "drafter")
    with clock.at(said + timedelta(hours=2)):
        report = feedback.accept(report=report, by=by)
    with clock.at(guide.changed_at + timedelta(hours=1)):
        feedback.correct(
            report=report,
            by=by,
            answer="您说得对。指南已经改为只看原件、不收复印件，同时增加了村干部上门登记。谢谢您指出来。",
        )


def _opinion_being_looked_into(book: Book) -> None:
    said = morning(book.today - timedelta(days=2))
    words = "写的是晚餐17时至18时，可是这几天食堂五点半就收摊了。请核对一下时间。"
    report = _say(_record(CANTEEN), Kind.OUTDATED, words, said)
    with clock.at(said + timedelta(hours=1)):
        feedback.accept(report=report, by=book.one_of("liudu", "drafter"))


def _opinion_that_was_wrong(book: Book) -> None:
    said = morning(book.today - timedelta(days=12))
    words = "第一阶梯水价应该是1.95元，网页上写2.20元，是不是写错了？"
    report = _say(_record(WATER_PRICE), Kind.FIGURE, words, said)
    answer = "没有写错。1.95元是调整前的价格，2.20元是调整后的价格，表里两个价格都列了。"
    with clock.at(said + timedelta(days=1)):
        feedback.reject(report=report, by=book.one_of("county", "drafter"), answer=answer)


def _record(title: str) -> Information:
    return listed().select_related("organisation").get(title=title)


def _say(record: Information, kind: Kind, words: str, at: datetime) -> Report:
    page = Page(record.get_absolute_url(), record.title, record.organisation, record)
    with clock.at(at):
        receipt = feedback.say(
            page=page,
            kind=kind,
            text=words,
            contact="",
            key=f"demonstration {record.pk}",
            address="192.0.2.1",
        )
        return feedback.look_up(code=receipt.code, address="192.0.2.1")


# -- useful or not, and what was not found -------------------------------------------------------


VOTES = ((GUIDE, 6, 1), (CANTEEN, 3, 0), (WATER_PRICE, 2, 3), ("最低生活保障办事指南", 4, 1))
"""Title, how many found it useful, how many did not."""


def _votes(book: Book) -> None:
    with clock.at(morning(book.today - timedelta(days=1))):
        for title, yes, no in VOTES:
            record = _record(title)
            for number in range(yes + no):
                feedback.vote(
                    information=record,
                    useful=number < yes,
                    browser=f"demonstration {record.pk} {number}",
                    address=f"192.0.2.{number}",
                )


@dataclass(frozen=True)
class Missed:
    """Words that nothing on the site holds, and how many days before today they were searched for."""

    words: str
    days: tuple[int, ...]


MISSED = (
    Missed("充电桩", (25, 18, 11, 6, 2, 1)),
    Missed("幼儿园收费", (30, 16, 4, 3)),
    Missed("垃圾清运费", (20, 8, 5)),
    Missed("殡葬补助", (13, 7)),
    Missed("光伏发电", (9,)),
)


def _missed(book: Book) -> None:
    for one in MISSED:
        for days in one.days:
            with clock.at(morning(book.today - timedelta(days=days))):
                note_missed(one.words, clock.today())


# -- a page of the guide -------------------------------------------------------------------------


READING = """
<p>不会上网、没有手机，也可以到下面的地方查看政府信息。带不带证件都行，不收费，可以抄录、拍照。</p>
<h2>在县城</h2>
<ul>
<li>县政务服务中心一楼大厅：工作日 8:30—17:30，有人帮您上网查。</li>
<li>县档案馆、县公共图书馆：开馆时间都可以去，备有政府公报和近几年的文件汇编。</li>
</ul>
<h2>在乡镇和村里</h2>
<ul>
<li>各乡镇便民服务中心：办事窗口旁边设有查阅架。</li>
<li>各村党群服务中心：村务公开栏每月更新，也可以请村干部帮您查。</li>
</ul>
<h2>去以前</h2>
<p>要找的文件年头较久的，先打页面最下面的电话说一声，工作人员提前找好，免得您白跑。</p>
"""


def _page_of_guide(book: Book) -> None:
    """Where to read without a computer (条例第二十五条); its day to be looked over has just come."""
    page = EditorialPage(
        title="到哪里查阅政府信息",
        slug="reading-places",
        body=READING,
        review_on=book.today - timedelta(days=3),
        live=False,
    )
    CmsPage.objects.get(depth=2).add_child(instance=page)
    by = book.office
    admit_editor(by)
    page.save_revision(user=by).publish(user=by)
    # The CMS knows no clock but its own.
    written = morning(book.today - timedelta(days=186))
    EditorialPage.objects.filter(pk=page.pk).update(first_published_at=written, last_published_at=written)
