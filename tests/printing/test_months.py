"""A month's boards: one file for each village, worked off in the background."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from mingbai.channels import actions as channels
from mingbai.channels.states import PlaceKind, RenderingKind
from mingbai.disclosures import actions as disclosures
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.printing import actions
from mingbai.printing.exports import months
from mingbai.printing.models import PrintJob, PrintRound
from mingbai.printing.rules.months import Hanging, days_of, fullest, warning_of
from mingbai.printing.states import PrintState
from tests.printing.reading import drawn, texts


@pytest.fixture
def month():
    return f"{clock.today():%Y-%m}"


@pytest.fixture
def three_villages(cast, board, hang, notice):
    """柳湾村 and two more, each with a board on which the notice shall hang."""
    boards = [board]
    for name in ("东塘村", "南岗村"):
        village = cast.town.add_child(code=f"MB-{name}", kind="village", name=name, slug=f"v{len(boards)}")
        boards.append(
            channels.add_place(organisation=village, kind=PlaceKind.BOARD, name="村口", by=cast.drafter)
        )
    for one in boards:
        hang(one)
    return boards


def text_of(job: PrintJob) -> str:
    with job.file.open("rb") as file:
        return "".join(texts(file.read()))


def test_a_villages_file_has_a_slip_and_every_notice(cast, board, hang, notice, month):
    hang(board, until=clock.today() + timedelta(days=9))
    round_ = actions.begin(organisation=cast.town, month=month, by=cast.drafter)
    assert actions.work(round_=round_).done == 1
    job = round_.jobs.get()
    said = text_of(job)
    assert (job.state, job.notices, job.sheets) == ("drawn", 1, 1)
    assert "张贴清单" in said and said.count(notice.title) >= 2 and "每周一检查管道" in said


def test_more_sheets_than_the_board_holds_is_a_warning(cast, board, hang, desk, content, month):
    for number in range(3):
        hang(board, desk.published(**{**content, "title": f"第{number}号通知", "document_number": ""}))
    round_ = actions.begin(organisation=cast.village, month=month, by=cast.drafter)
    actions.work(round_=round_)
    (words,) = round_.jobs.get().warnings
    assert "能贴 2 张" in words and "要同时贴 3 张" in words and "少 1 张" in words
    assert "能贴2张A4" in text_of(round_.jobs.get())


def test_what_ended_before_the_month_or_begins_after_it_is_left_out(cast, board, hang, month):
    hang(board, planned_on=clock.today() + timedelta(days=70))
    round_ = actions.begin(organisation=cast.village, month=month, by=cast.drafter)
    assert actions.work(round_=round_).empty == 1
    assert round_.jobs.get().state == PrintState.EMPTY


def test_a_withdrawn_record_is_on_no_board(cast, board, hang, notice, month):
    hang(board)
    disclosures.withdraw(information=notice, by=cast.approver, reason="内容有误")
    round_ = actions.begin(organisation=cast.village, month=month, by=cast.drafter)
    assert actions.work(round_=round_).empty == 1


def test_a_sheet_that_somebody_confirmed_is_printed_as_it_was_confirmed(cast, board, hang, notice, month):
    posting = hang(board)
    ready = channels.keep(
        information=notice, kind=RenderingKind.SHEET, content={}, by=cast.drafter,
        data=drawn("<p>大字版</p>"), file_name="张贴稿.pdf",
    )  # fmt: skip
    posting.rendering = channels.confirm(rendering=ready, by=cast.drafter)
    posting.save()
    round_ = actions.begin(organisation=cast.village, month=month, by=cast.drafter)
    actions.work(round_=round_)
    job = round_.jobs.get()
    assert "大字版" in text_of(job) and "已预览" in text_of(job) and "未预览" not in text_of(job)
    assert (job.state, job.unpreviewed) == ("done", 0), "what goes in as it was previewed is ready at once"


def test_a_round_that_was_stopped_goes_on_and_repeats_nothing(cast, three_villages, month, monkeypatch):
    round_ = actions.begin(organisation=cast.town, month=month, by=cast.drafter)
    real, drawn_for = actions.month_pdf, []

    def killed(organisation, *rest):
        drawn_for.append(organisation.pk)
        if len(drawn_for) == 2:
            raise KeyboardInterrupt
        return real(organisation, *rest)

    monkeypatch.setattr(actions, "month_pdf", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.work(round_=round_)
    assert sorted(round_.jobs.values_list("state", flat=True)) == ["drawn", "waiting", "working"]
    first = round_.jobs.get(state="drawn")
    assert actions.work(round_=round_).done == 1, "the one begun is left to whoever began it for a while"
    round_.jobs.filter(state="working").update(started_at=clock.now() - timedelta(minutes=5))
    assert actions.work(round_=round_).done == 1
    assert set(round_.jobs.values_list("state", flat=True)) == {"drawn"}
    first_again = PrintJob.objects.get(pk=first.pk)
    assert (first_again.done_at, first_again.file.name) == (first.done_at, first.file.name)
    assert sorted(set(drawn_for)) == sorted(one.organisation_id for one in three_villages)
    assert len(drawn_for) == 4


def test_one_that_fails_is_tried_three_times_and_stops_no_other(cast, three_villages, month, monkeypatch):
    round_ = actions.begin(organisation=cast.town, month=month, by=cast.drafter)
    real = actions.month_pdf

    def broken(organisation, *rest):
        if organisation == cast.village:
            raise RuntimeError("out of paper")
        return real(organisation, *rest)

    monkeypatch.setattr(actions, "month_pdf", broken)
    done = actions.work(round_=round_)
    failed = round_.jobs.get(organisation=cast.village)
    assert (done.done, failed.state, failed.attempts) == (2, "failed", 3)
    monkeypatch.undo()
    assert actions.retry(round_=round_, by=cast.drafter) == 1
    assert actions.work(round_=round_).done == 1


def test_two_processes_never_draw_the_same_village(cast, three_villages, month):
    actions.begin(organisation=cast.town, month=month, by=cast.drafter)
    claimed = [actions._claimed(None) for _ in range(4)]
    assert claimed[3] is None and len({one.pk for one in claimed[:3]}) == 3


def test_the_sweep_works_it_off_and_says_so(cast, three_villages, month):
    assert actions.round_of_sweep() == ""
    actions.begin(organisation=cast.town, month=month, by=cast.drafter)
    assert "生成 3 个" in actions.round_of_sweep()
    assert actions.round_of_sweep() == ""


def test_the_command_goes_on_with_what_was_begun(cast, three_villages, month, capsys):
    round_ = actions.begin(organisation=cast.town, month=month, by=cast.drafter)
    actions._draw(actions._claimed([round_]), months.Drawer())
    call_command("boards", month=month, organisation=cast.town.code)
    assert "接着上一次，公示栏打印：生成 2 个" in capsys.readouterr().out
    assert PrintRound.objects.count() == 1


def test_the_same_notice_is_drawn_once_for_all_villages(cast, three_villages, month, monkeypatch):
    real, titles = months.draw, []
    monkeypatch.setattr(
        months, "draw", lambda sheets, **given: titles.append(sheets[0].title) or real(sheets, **given)
    )
    actions.work(round_=actions.begin(organisation=cast.town, month=month, by=cast.drafter))
    assert len([one for one in titles if "供水" in one]) == 1 and len(titles) == 4


def test_only_those_who_may_make_renderings_there_may_ask_for_it(cast, board, month):
    for person in (cast.stranger, cast.reporter, cast.checker, cast.auditor):
        with pytest.raises(Denied):
            actions.begin(organisation=cast.town, month=month, by=person)
    assert actions.begin(organisation=cast.village, month=month, by=cast.reporter)
    assert Event.objects.filter(verb="print.begin").count() == 1


def test_a_month_that_is_none_and_a_place_without_boards_are_refused(cast, board):
    for wrong in ("2026-13", "今年", ""):
        with pytest.raises(ValidationError):
            actions.begin(organisation=cast.town, month=wrong, by=cast.drafter)
    with pytest.raises(ValidationError):
        actions.begin(organisation=cast.next_town, month="2026-05", by=cast.stranger)


def test_room_is_counted_for_what_hangs_at_the_same_time():
    first, last = days_of("2026-05")
    rows = [
        Hanging(3, date(2026, 4, 20), date(2026, 5, 5)),
        Hanging(2, date(2026, 5, 5), date(2026, 5, 9)),
        Hanging(4, date(2026, 5, 20), None),
    ]
    assert fullest(rows, first, last) == (5, date(2026, 5, 5))
    assert (
        warning_of("村口", 5, rows, first, last) == "" and warning_of("村口", None, rows, first, last) == ""
    )
    assert "少 1 张" in warning_of("村口", 4, rows, first, last)
