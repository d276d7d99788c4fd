from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from PIL import Image

from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.states import Status
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from mingbai.villages import actions, exports, followers, queries
from mingbai.villages.models import MonthlyClose, Signature
from mingbai.villages.rules import Line, Mark
from mingbai.villages.states import State
from tests.villages.conftest import LINES, photo


def says(caught) -> str:
    return "".join(caught.value.messages)


def test_a_new_sheet_begins_with_last_months_balance(posted, cast):
    april = actions.start_sheet(village=cast.village, period_key="2026-04", by=cast.reporter)
    assert april.opening == Decimal("7199.50")


def test_a_new_sheet_lists_what_the_village_made_public_in_the_period(cast, content, desk, on):
    on(date(2026, 4, 3))
    content |= {"title": "柳湾村关于冬季供水的通知", "written_on": date(2026, 4, 1), "document_number": ""}
    text = disclosures.create(organisation=cast.village, by=cast.reporter, **content)
    disclosures.submit(information=text, by=cast.reporter)
    text.refresh_from_db()
    disclosures.publish(information=desk.approve_all(text), by=cast.approver)
    made = actions.start_sheet(village=cast.village, period_key="2026-04", by=cast.reporter)
    assert [(line.section, line.information) for line in made.content] == [("matter", text.pk)]


@pytest.mark.parametrize("key", ["2026-05", "2026Q1", "2026W07", "nothing"])
def test_only_a_period_that_has_begun_and_that_the_county_wants_can_be_started(cast, april, key):
    with pytest.raises(ValidationError):
        actions.start_sheet(village=cast.village, period_key=key, by=cast.reporter)
    assert not MonthlyClose.objects.exists()


def test_a_sheet_whose_sums_are_wrong_is_kept_but_cannot_be_signed(sheet, cast):
    actions.edit_sheet(sheet=sheet, by=cast.reporter, opening=Decimal(1), closing=Decimal(2), lines=LINES)
    with pytest.raises(ValidationError) as caught:
        actions.sign(sheet=sheet, role="报账员", name="柳账", signed_on=date(2026, 4, 2), by=cast.reporter)
    assert "账还没有对平" in says(caught)


def test_personal_data_never_enter_a_sheet(sheet, cast):
    line = Line("welfare", "低保户 13812345678", households=1)
    with pytest.raises(ValidationError) as caught:
        actions.edit_sheet(sheet=sheet, by=cast.reporter, opening=None, closing=None, lines=[line])
    assert "个人信息" in says(caught)
    assert "13812345678" not in says(caught)


def test_one_person_enters_all_signatures_only_with_a_photograph_of_the_paper(sheet, cast):
    day = date(2026, 4, 2)
    for role, name in (("村委会主任", "柳大"), ("村务监督委员会主任", "柳监")):
        actions.sign(sheet=sheet, role=role, name=name, signed_on=day, by=cast.reporter)
    with pytest.raises(ValidationError) as caught:
        actions.sign(sheet=sheet, role="报账员", name="柳账", signed_on=day, by=cast.reporter)
    assert "一个人录入" in says(caught)
    assert Signature.objects.count() == 2
    actions.sign(
        sheet=sheet, role="报账员", name="柳账", signed_on=day, by=cast.reporter, photo=photo("签字.jpg")
    )
    assert sheet.state == State.SIGNED


def test_nobody_signs_twice(sheet, cast):
    day = date(2026, 4, 2)
    actions.sign(sheet=sheet, role="村委会主任", name="柳大", signed_on=day, by=cast.reporter)
    with pytest.raises(ValidationError):
        actions.sign(sheet=sheet, role="报账员", name="柳大", signed_on=day, by=cast.reporter)


def test_changing_a_signed_sheet_voids_its_signatures(signed, cast):
    actions.edit_sheet(
        sheet=signed,
        by=cast.reporter,
        opening=Decimal("1000"),
        closing=Decimal("7199.50"),
        lines=LINES,
        note="补",
    )
    signed.refresh_from_db()
    assert signed.state == State.DRAFT
    assert not signed.signatures.filter(void_at=None).exists()


def test_the_photograph_of_the_board_is_kept_without_its_place(posted):
    proof = posted.proofs.get(kind="posted_photo")
    picture = Image.open(BytesIO(proof.file.read()))
    assert not dict(picture.getexif().get_ifd(0x8825))


def test_a_file_that_is_no_picture_is_refused_in_words(signed, cast):
    wrong = SimpleUploadedFile("栏.jpg", b"not a picture")
    with pytest.raises(ValidationError):
        actions.post(sheet=signed, by=cast.reporter, posted_on=date(2026, 4, 3), photo=wrong)
    signed.refresh_from_db()
    assert signed.state == State.SIGNED


def test_a_sheet_hangs_at_least_as_long_as_the_county_says(signed, cast):
    with pytest.raises(ValidationError) as caught:
        actions.post(
            sheet=signed,
            by=cast.reporter,
            posted_on=date(2026, 4, 3),
            posted_until=date(2026, 4, 9),
            photo=photo(),
        )
    assert "最早到 2026-04-10" in says(caught)


def test_a_month_is_closed_when_it_hung_long_enough(posted, cast, on):
    with pytest.raises(ValidationError):
        actions.close(sheet=posted, by=cast.reporter)
    on(date(2026, 4, 11))
    actions.close(sheet=posted, by=cast.reporter)
    assert posted.state == State.CLOSED


def objection(cast, kind="question", text="修路的钱和说的不一样"):
    return actions.raise_objection(
        village=cast.village,
        period_key="2026-03",
        kind=kind,
        text=text,
        raised_on=date(2026, 4, 5),
        by=cast.reporter,
        name="柳七",
    )


def test_an_open_objection_keeps_the_month_from_closing(posted, cast, on):
    on(date(2026, 4, 11))
    found = objection(cast)
    with pytest.raises(ValidationError) as caught:
        actions.close(sheet=posted, by=cast.reporter)
    assert "1 条村民异议" in says(caught)
    actions.answer_objection(objection=found, result="explained", answer="已当面看发票", by=cast.reporter)
    actions.close(sheet=posted, by=cast.reporter)
    assert posted.state == State.CLOSED


def test_an_objection_that_is_right_begins_a_second_version_and_keeps_the_first(posted, cast, on):
    on(date(2026, 4, 6))
    actions.answer_objection(
        objection=objection(cast), result="corrected", answer="少记一笔", by=cast.reporter
    )
    posted.refresh_from_db()
    new = queries.current(cast.village, "2026-03")
    assert (posted.state, posted.posted_on) == (State.REOPENED, date(2026, 4, 3))
    assert (new.version, new.state, new.digest) == (2, State.DRAFT, posted.digest)
    assert posted.signatures.filter(void_at=None).count() == 3


def test_what_is_told_to_the_authorities_is_not_answered_by_the_village(posted, cast, on):
    """《村民委员会组织法》第三十一条。"""
    on(date(2026, 4, 6))
    found = objection(cast, kind="untrue")
    with pytest.raises(Denied):
        actions.answer_objection(objection=found, result="unfounded", answer="没有", by=cast.reporter)
    actions.answer_objection(objection=found, result="unfounded", answer="已核实", by=cast.approver)
    assert found.answered_by == cast.approver


def test_a_month_that_was_never_posted_can_be_complained_about(cast, april):
    late = actions.raise_objection(
        village=cast.village,
        period_key="2026-03",
        kind="late",
        text="三月的账没有贴",
        raised_on=date(2026, 4, 2),
        by=cast.approver,
    )
    (row,) = queries.overview([cast.village], 2026, date(2026, 4, 3))
    assert late.sheet is None
    assert [cell.standing.mark for cell in row.cells][2] == Mark.OBJECTED


def test_the_trail_names_no_villager(posted, cast, on):
    on(date(2026, 4, 6))
    objection(cast)
    told = str(list(Event.objects.filter(verb__startswith="village.").values("detail", "subject_label")))
    assert "柳七" not in told
    assert "修路" not in told


def test_a_posted_sheet_becomes_a_draft_and_its_correction_corrects_the_record(posted, cast, desk, on):
    text = actions.make_record(sheet=posted, by=cast.reporter)
    assert "机耕路修补" in text.body
    assert "<table>" in text.body
    assert "柳大" not in text.body
    disclosures.discard(information=text, by=cast.reporter)
    posted.refresh_from_db()
    again = actions.make_record(sheet=posted, by=cast.reporter)
    assert again.pk != text.pk
    assert again.status == Status.UNPUBLISHED


def test_closed_months_are_evidence_by_the_day_they_were_first_posted(posted, cast, on):
    on(date(2026, 4, 6))
    actions.correct(sheet=posted, by=cast.reporter, reason="少记一笔")
    (found,) = queries.closed([cast.village.pk], date(2026, 4, 1), date(2026, 4, 30))
    assert (found.on, found.period.key) == (date(2026, 4, 3), "2026-03")
    assert queries.closed([cast.town.pk], date(2026, 4, 1), date(2026, 4, 30)) == []


def test_followers_are_told_in_the_same_transaction(signed, cast):
    def broken(sheet):
        raise RuntimeError

    followers.register("test", broken)
    try:
        with pytest.raises(RuntimeError):
            actions.post(sheet=signed, by=cast.reporter, posted_on=date(2026, 4, 3), photo=photo())
    finally:
        followers._followers.pop("test")
    signed.refresh_from_db()
    assert signed.state == State.SIGNED


def test_the_county_decides_how_often_from_a_day_on(cast, april):
    values = {
        "per": "quarter",
        "due_days": 20,
        "posting_days": 10,
        "signers": ["村委会主任"],
        "basis": "县里决定",
    }
    actions.set_regime(organisation=cast.county, valid_from=date(2026, 4, 1), by=cast.county_office, **values)
    (row,) = queries.overview([cast.village], 2026, date(2026, 4, 3))
    assert [cell.period.key for cell in row.cells][2:4] == ["2026-03", "2026Q2"]
    with pytest.raises(Denied):
        actions.set_regime(organisation=cast.village, valid_from=date(2026, 5, 1), by=cast.reporter, **values)


def test_the_excel_file_comes_back_as_it_went(sheet):
    filled = exports.filled_in(exports.template(sheet))
    assert filled.problems == []
    assert (filled.opening, filled.closing) == (sheet.opening, sheet.closing)
    assert {line.text: line.amount for line in filled.lines} == {line.text: line.amount for line in LINES}


def test_a_wrong_cell_of_the_excel_file_is_named_by_its_row(sheet):
    book = load_workbook(BytesIO(exports.template(sheet)))
    book.worksheets[0].append(["收人", "写错的栏目", 5])
    book.worksheets[0].append(["收入", "写错的金额", "五百"])
    out = BytesIO()
    book.save(out)
    problems = exports.filled_in(out.getvalue()).problems
    assert len(problems) == 2
    assert problems[1].startswith("第 ") and "五百" in problems[1]
