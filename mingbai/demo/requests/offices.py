"""Who takes requests: the county government's office, departments and every township (条例第十二条)."""

from dataclasses import dataclass

from mingbai.demo import county
from mingbai.demo.book import Book
from mingbai.demo.settling import BEGIN, morning
from mingbai.foi import actions as foi
from mingbai.lib import clock


@dataclass(frozen=True)
class Taking:
    """An office; `symbol` begins the numbers of its answers, `room` is where people find it."""

    place: str
    name: str
    symbol: str
    room: str


TAKING = (
    Taking("office", "政务公开股", "明政办公复", "2楼206室"),
    Taking("finance", "办公室", "明财公复", "1楼103室"),
    Taking("civil", "办公室", "明民公复", "1楼政务公开窗口"),
    Taking("land", "办公室", "明自然资公复", "3楼305室"),
    Taking("health", "办公室", "明卫健公复", "4楼402室"),
    Taking("qinghe", "党政办公室", "青政公复", "1楼102室"),
    Taking("liudu", "党政办公室", "柳政公复", "2楼201室"),
    Taking("yunxiu", "党政办公室", "云政公复", "1楼101室"),
)

REVIEW_BODY, COURT = "明白县人民政府", "明白县人民法院"
REVIEW_URL = "https://fuyi.mingbai.example/"
FEE_ACCOUNT = "持本通知书到明白县财政非税收入窗口缴纳，或者按窗口告知的非税收入专户转账"


def open_all(book: Book) -> None:
    """Every office opens on the day the county began, entered by its own officer."""
    with clock.at(morning(BEGIN)):
        for one in TAKING:
            row = county.organisation(one.place)
            foi.save_office(
                organisation=book.places[one.place],
                by=book.one_of(one.place, "foi_officer"),
                name=one.name,
                address=f"{row.address}{one.room}",
                postcode="990001",
                hours=row.office_hours,
                telephone=row.telephone,
                email=f"gongkai.{one.place}@mingbai.example",
                symbol=one.symbol,
                review_body=REVIEW_BODY,
                court=COURT,
                review_url=REVIEW_URL,
                fee_account=FEE_ACCOUNT,
            )
