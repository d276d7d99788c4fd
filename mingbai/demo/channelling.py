"""Boards, loudspeakers, reading places, what hung there lately, and a correction that has to follow."""

from datetime import date, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from mingbai.accounts.models import User
from mingbai.channels import actions
from mingbai.channels.models import Place, Posting
from mingbai.channels.states import Channel, PlaceKind, ProofKind, RenderingKind
from mingbai.channels.values import Given
from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.loudspeakers import actions as loudspeakers
from mingbai.outbox import actions as outbox
from mingbai.outbox.values import Outlet
from mingbai.registers.models import MediaAccount
from mingbai.screens import actions as screens
from mingbai.screens.rules.slides import proposed

VILLAGES = ("dongtang", "maiping", "nangang", "dukou", "yangshuwan", "songling")
BOARD, HORN = "门前公示栏", "大喇叭"
HUNG = 90  # days back from which the villages' boards are kept
STAYS = 45  # days after which somebody takes it down
PROVED = 4  # of five postings that many have a photograph

PLACES = (
    ("qinghe", PlaceKind.BOARD, "镇政府大院公示栏", "青禾镇禾兴路1号大门东侧", 24, ""),
    ("qinghe", PlaceKind.SCREEN, "便民服务中心电子屏", "办事大厅进门右手", None, ""),
    ("qinghe-hall", PlaceKind.HALL, "青禾镇便民服务中心查阅台", "办事大厅3号窗口", None, "工作日 8:30—17:30"),
    ("office", PlaceKind.INQUIRY, "县政府信息公开查阅点", "县政务服务中心一楼", None, "工作日 8:30—17:30"),
    ("office", PlaceKind.ARCHIVES, "县档案馆查阅室", "县档案馆二楼", None, "工作日 9:00—17:00"),
    ("office", PlaceKind.LIBRARY, "县图书馆政府信息查阅角", "县图书馆一楼东侧", None, "每天 9:00—20:00"),
)


def play(book: Book) -> None:
    with clock.at(morning(book.begins_on)):
        _places(book)
    for number, record in enumerate(_recent(book)):
        _hang(book, record, number)
    _aloud_and_online(book)
    _correct_one(book)


def _places(book: Book) -> None:
    for place, kind, name, address, sheets, hours in PLACES:
        organisation = book.places[place]
        actions.add_place(
            organisation=organisation,
            kind=kind,
            by=book.office,
            name=name,
            address=address,
            sheets=sheets,
            hours=hours,
            telephone=organisation.telephone or book.places["county"].telephone,
        )
    for village in VILLAGES:
        organisation = book.places[village]
        for kind, name, sheets in ((PlaceKind.BOARD, BOARD, 9), (PlaceKind.LOUDSPEAKER, HORN, None)):
            actions.add_place(
                organisation=organisation,
                kind=kind,
                by=book.office,
                name=name,
                sheets=sheets,
                telephone=organisation.telephone,
            )


def _recent(book: Book) -> list[Information]:
    """What the township and its villages published in the last weeks, oldest first."""
    since = book.today - timedelta(days=HUNG)
    rows = listed().filter(
        organisation__path__startswith=book.places["qinghe"].path, published_at__date__gte=since
    )
    return list(rows.order_by("published_at", "pk"))


def _hang(book: Book, record: Information, number: int) -> None:
    """A village's own text on its own board, the township's on two boards; each the day after."""
    assert record.published_at is not None
    day = record.published_at.astimezone(clock.CHINA).date() + timedelta(days=1)
    if day > book.today:
        return
    own = [one for one in VILLAGES if book.places[one].pk == record.organisation_id]
    for step, village in enumerate(own or [VILLAGES[number % 6], VILLAGES[(number + 1) % 6]]):
        board = Place.objects.get(organisation=book.places[village], name=BOARD)
        clerk = book.one_of(village, "reporter", "drafter")
        posting = _up(record, board, clerk, day, photographed=(number + step) % 5 < PROVED)
        down = day + timedelta(days=STAYS)
        if down <= book.today:
            with clock.at(morning(down)):
                actions.take_down(posting=posting, by=clerk, note="期满撤下", proofs=[_photo(record.title)])


def _up(record: Information, board: Place, clerk: User, day: date, photographed: bool) -> Posting:
    with clock.at(morning(day)):
        until = day + timedelta(days=STAYS - 1)
        posting = actions.plan(information=record, channel=Channel.BOARD, place=board, by=clerk, until=until)
        proofs = [_photo(record.title)] if photographed else []
        return actions.put_up(posting=posting, by=clerk, proofs=proofs)


def _photo(words: str) -> Given:
    """A picture that stands for a photograph; there is nothing to be seen on it."""
    picture = Image.new("RGB", (480, 640), "#eef3f4")
    ImageDraw.Draw(picture).rectangle((60, 80, 420, 560), outline="#335566", width=6)
    file = BytesIO()
    picture.save(file, "JPEG", quality=70)
    upload = SimpleUploadedFile("公示栏.jpg", file.getvalue(), "image/jpeg")
    return Given(ProofKind.PHOTO, words[:40], upload)


def _aloud_and_online(book: Book) -> None:
    """One text that hangs is also read out in a village, shown on the screen and sent to the account."""
    hanging = Posting.objects.filter(state="up", information__organisation=book.places["qinghe"]).first()
    if hanging is None:
        return
    record, drafter = hanging.information, book.one_of("qinghe", "drafter")
    with clock.at(morning(book.today - timedelta(days=1))):
        _read_out(book, record)
        text = screens.keep_text(
            information=record,
            by=drafter,
            title=record.title[:30],
            lines=proposed(record.summary, record.body) or ["详细内容请扫二维码，或者看镇政府大院公示栏。"],
        )
        text = actions.confirm(rendering=text, by=drafter)
        screen = Place.objects.get(organisation=book.places["qinghe"], kind=PlaceKind.SCREEN)
        posting = actions.plan(
            information=record, channel=Channel.SCREEN, place=screen, by=drafter, rendering=text
        )
        actions.put_up(posting=posting, by=drafter)
        _send(book, record, drafter)


def _read_out(book: Book, record: Information) -> None:
    village = book.places[VILLAGES[0]]
    clerk = book.one_of(VILLAGES[0], "reporter", "drafter")
    script = loudspeakers.write_script(information=record, variant="short", station=village, by=clerk)
    script = actions.confirm(rendering=script, by=clerk)
    horn = Place.objects.get(organisation=village, name=HORN)
    posting = loudspeakers.plan_broadcast(rendering=script, place=horn, first=clock.today(), by=clerk)
    loudspeakers.air(posting=posting, by=clerk)


def _send(book: Book, record: Information, drafter: User) -> None:
    """The account of the township that is registered, if it still is: put out by hand, as most are."""
    account = MediaAccount.objects.filter(
        organisation=book.places["qinghe"], platform="wechat", state="open"
    ).first()
    if account is None:
        return
    values = outbox.proposed(record, RenderingKind.WECHAT)
    text = outbox.make_text(information=record, kind=RenderingKind.WECHAT, values=values, by=drafter)
    text = actions.confirm(rendering=text, by=drafter)
    message = outbox.prepare(information=record, outlet=Outlet(account), rendering=text, by=drafter)
    outbox.queue(message=message, by=drafter)
    outbox.confirm(message=message, by=drafter, note="已在公众号后台发出")


def _correct_one(book: Book) -> None:
    """The newest text that hangs somewhere is corrected today: its boards have to follow."""
    posting = Posting.objects.filter(state="up", information__organisation=book.places["qinghe"]).last()
    if posting is None:
        return
    record = Information.objects.get(pk=posting.information_id)
    drafter = book.one_of("qinghe", "drafter")
    with clock.at(morning(book.today)):
        disclosures.edit(
            information=record,
            by=drafter,
            base=record.latest_revision_id,
            body=record.body + "<p>咨询时间：工作日上午8时30分至下午5时30分。</p>",
        )
        record.refresh_from_db()
        disclosures.submit(information=record, by=drafter, change_note="补充咨询时间")
        record.refresh_from_db()
        book.publish(record, "qinghe")
