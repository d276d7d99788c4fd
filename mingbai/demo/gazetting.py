"""The gazette: one issue given out, the next being put together, and who gets a copy.

All of it happens now: the signed words of the log on the last page must not be older than what they cover.
"""

from mingbai.accounts.models import User
from mingbai.demo.book import Book
from mingbai.disclosures.models import Relation
from mingbai.gazette import actions
from mingbai.gazette.models import Delivery, Issue
from mingbai.gazette.queries.issues import next_numbers
from mingbai.gazette.rules import OTHERS
from mingbai.gazette.states import RecipientKind
from mingbai.lib import clock
from mingbai.transparency.actions import make_checkpoint

TOTAL = 7
"""The running number of the issue; the six before it are on paper alone."""

CONTENTS, HANDED_IN, WAITING = "gazette", "homestead-rules", "grain-subsidy-funds"
"""The record that lists what the issue prints; what departments handed in for the next one."""

RECIPIENTS = (
    (RecipientKind.PLACE, "县档案馆查阅室", "县档案馆二楼", 20),
    (RecipientKind.PLACE, "县公共图书馆", "县图书馆一楼东侧", 30),
    (RecipientKind.PLACE, "县政务服务中心", "府前街9号一楼", 40),
    (RecipientKind.PLACE, "青禾镇便民服务中心", "青禾镇禾丰街5号", 20),
    (RecipientKind.PLACE, "柳渡镇便民服务中心", "柳渡镇渡口路20号", 20),
    (RecipientKind.PLACE, "云岫乡便民服务中心", "云岫乡松风路2号", 15),
    (RecipientKind.UNIT, "县人大常委会办公室", "", 5),
    (RecipientKind.UNIT, "县政协办公室", "", 5),
)
CHRONICLE = """县政府常务会议研究冬季取暖和农村供水工作。
全县政务公开培训班在县政务服务中心举办，各乡镇和部门的工作人员参加。"""


def play(book: Book) -> None:
    editor = book.person("jizaiming")
    for kind, name, address, copies in RECIPIENTS:
        actions.save_recipient(kind=kind, name=name, address=address, copies=copies, by=editor)
    _give_out(book, editor)
    _begin_the_next(book, editor)


def _give_out(book: Book, editor: User) -> None:
    """Edited by one, given out by the other; the copies of the archive are signed for."""
    listing = book.text(CONTENTS)
    assert listing.written_on is not None
    issue = _open(book, listing.written_on.year, 1, TOTAL, editor)
    for row in Relation.objects.filter(source=listing, kind=Relation.Kind.BASED_ON).order_by("pk"):
        actions.put_in(issue=issue, information=row.target, by=editor)
    make_checkpoint()  # its signed words are printed on the last page
    actions.freeze(issue=issue, by=editor)
    actions.make_copy(issue=issue)
    actions.issue_out(issue=issue, by=book.office)
    first = Delivery.objects.filter(issue=issue).order_by("pk")[0]
    actions.receive(
        delivery=first, received=first.copies, received_on=clock.today(), signed_by="卷长青", by=editor
    )


def _begin_the_next(book: Book, editor: User) -> None:
    issue = _open(book, book.today.year, *next_numbers(book.today.year), editor)
    for key in (HANDED_IN, WAITING):
        record = book.text(key)
        drafter = book.one_of(record.organisation.slug, "drafter")
        actions.hand_in(information=record, by=drafter, note="请在下一期刊登。")
    for key in ("open-affairs-plan", HANDED_IN):
        actions.put_in(issue=issue, information=book.text(key), by=editor)
    actions.write(
        issue=issue,
        by=editor,
        section=issue.sections.get(name=OTHERS),
        title=f"明白县大事记（{book.today.month}月）",
        text=CHRONICLE,
    )


def _open(book: Book, year: int, number: int, total: int, editor: User) -> Issue:
    return actions.open_issue(
        organisation=book.places["county"],
        year=year,
        number=number,
        total_number=total,
        planned_on=clock.today(),
        by=editor,
    )
