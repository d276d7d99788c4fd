"""An inspection followed to its end, a round of evaluation frozen, and the self-checks of November."""

from datetime import date, timedelta
from decimal import Decimal

from mingbai.accounts.models import User
from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.duties import actions as duties
from mingbai.evaluation import actions as evaluation
from mingbai.evaluation.actions.selfchecks import Answer
from mingbai.evaluation.models import Finding, Indicator, Inspection, Line, Round, SelfCheck
from mingbai.evaluation.queries.packaged import checklist
from mingbai.evaluation.rules.comparing import NO_DATA
from mingbai.lib import clock
from mingbai.timelimits.periods import Per, Period, period_of

LOOKED_AT = 45
"""Days after a quarter's end by which its inspection has come to its end."""

PROBLEMS = (
    ("timely", "公开时间比成文时间晚了较多，没有写明原因"),
    ("complete", "没有写明联系电话，群众看不出问哪里"),
    ("wording", "单位名称前后写法不一致"),
)
"""(key of the check, what was wrong) of the first three records of the sample that were looked at."""

EXPLAINED = {
    "withdrawn": "撤下的那一条是名单里个人信息没有处理好，当天发现、当天撤下，更正后重新公布。",
    "": "材料已经公开，只是登记时没有选对事项，正在补选。",
}
"""Key of a question → why the unit answers otherwise than the machine; "" for all others."""

TOWNSHIPS = ("qinghe", "liudu", "yunxiu")
CHECKED = {"civil": "received", "qinghe": "submitted", "liudu": "draft"}
"""Unit → how far its self-check has come."""


def play(book: Book) -> None:
    _inspect(book)
    _evaluate(book)
    self_check = book.on(11, 3)
    if self_check + timedelta(days=3) <= book.today:
        for place, state in CHECKED.items():
            _self_check(book, place, state, self_check)


# -- an inspection -----------------------------------------------------------------------


def _quarter(today: date) -> Period:
    """The last quarter that ended long enough ago."""
    inside = period_of(Per.QUARTER, today - timedelta(days=LOOKED_AT))
    return period_of(Per.QUARTER, inside.start - timedelta(days=1))


def _inspect(book: Book) -> None:
    """Drawn with a seed, checked; one finding put right, one sent back, one objected to."""
    period = _quarter(book.today)
    drawn = period.end + timedelta(days=8)
    with clock.at(morning(drawn)):
        inspection = evaluation.draw_inspection(
            by=book.office,
            organisation=book.places["county"],
            title=f"{period.label}公开信息抽查",
            subject="records",
            period_key=period.key,
            strata="organisation",
            each=1,
            seed=f"明白{period.key}",
            kinds=("department", "township"),
        )
    with clock.at(morning(drawn + timedelta(days=1))):
        _check(book, inspection)
    with clock.at(morning(drawn + timedelta(days=2))):
        findings = list(Finding.objects.filter(inspection=inspection).order_by("pk"))
        evaluation.notify_findings(by=book.office, inspector=inspection.organisation, findings=findings)
    _answers(book, findings, drawn + timedelta(days=6))
    with clock.at(morning(drawn + timedelta(days=12))):
        evaluation.close_inspection(by=book.office, inspection=inspection)


def _check(book: Book, inspection: Inspection) -> None:
    checks = [check.key for check in checklist(inspection.subject)]
    for number, item in enumerate(inspection.items.select_related("information", "inspection")):
        verdicts = {key: ("ok", "") for key in checks}
        if number < len(PROBLEMS):
            key, note = PROBLEMS[number]
            verdicts[key] = ("problem", note)
        evaluation.check_item(by=book.office, item=item, verdicts=verdicts)


def _answers(book: Book, findings: list[Finding], day: date) -> None:
    settled, returned, disputed = findings
    with clock.at(morning(day)):
        for finding, text in (
            (settled, "已经在文末补充说明，并提醒经办人员及时送审。"),
            (returned, "下次注意。"),
        ):
            evaluation.answer_finding(by=_clerk(book, finding), finding=finding, text=text)
        evaluation.object_to_finding(
            by=_clerk(book, disputed), finding=disputed, text="前后两个名称都是批准使用的名称，不是笔误。"
        )
    with clock.at(morning(day + timedelta(days=3))):
        evaluation.recheck_finding(by=book.office, finding=settled, passed=True, text="已经补上，复查通过。")
        evaluation.recheck_finding(
            by=book.office, finding=returned, passed=False, text="没有说明怎样改，请补上联系电话后再答复。"
        )


def _clerk(book: Book, finding: Finding) -> User:
    return book.one_of(finding.organisation.slug, "drafter")


# -- a round -----------------------------------------------------------------------------


def _evaluate(book: Book) -> None:
    """The first half of the year of the three townships, by the packaged example; frozen in July."""
    opened = book.on(7, 6)
    office, year = book.office, book.begins_on.year
    with clock.at(morning(opened)):
        duties.refresh()
        scheme = evaluation.create_scheme(
            by=office,
            organisation=book.places["county"],
            title=f"{year}年乡镇政务公开考核方案",
            year=year,
            example="township",
        )
        evaluation.use_scheme(by=office, scheme=scheme)
        round_ = evaluation.open_round(
            by=office,
            scheme=scheme,
            title=f"{year}年上半年乡镇政务公开考核",
            period_key=f"{year}H1",
            organisations=[book.places[place] for place in TOWNSHIPS],
            self_until=opened + timedelta(days=7),
        )
    with clock.at(morning(opened + timedelta(days=3))):
        _self_scores(book, round_)
    with clock.at(morning(opened + timedelta(days=8))):
        evaluation.close_self_scoring(by=office, round_=round_)
        _score(book, round_)
        evaluation.review_round(by=office, round_=round_)
    _objection(book, round_, opened + timedelta(days=10))
    with clock.at(morning(opened + timedelta(days=22))):
        evaluation.freeze_round(by=office, round_=round_)
        evaluation.publish_round(by=office, round_=round_)


def _line(round_: Round, place: str, name: str) -> Line:
    rows = Line.objects.select_related("sheet__round", "sheet__organisation", "indicator")
    return rows.get(sheet__round=round_, sheet__organisation__slug=place, indicator__name=name)


def _self_scores(book: Book, round_: Round) -> None:
    by = book.one_of("qinghe", "drafter")
    line = _line(round_, "qinghe", "公开栏和查阅点")
    evaluation.self_score(by=by, line=line, points=Decimal(5), note="三个村的公开栏都按时更新，有照片")
    evaluation.submit_self_scores(by=by, sheet=line.sheet)


def _score(book: Book, round_: Round) -> None:
    """Points by hand for what no table tells; what nobody has numbers for does not count."""
    for place, boards, people in (("qinghe", 5, 4), ("liudu", 3, 4), ("yunxiu", 4, 3)):
        for name, points, note in (
            ("公开栏和查阅点", boards, "实地看了公开栏和查阅点"),
            ("群众评价", people, "走访群众15户"),
        ):
            line = _line(round_, place, name)
            evaluation.score_line(by=book.office, line=line, points=Decimal(points), note=note)
    yearly = Indicator.objects.get(scheme=round_.scheme, name="年度自查")
    for sheet in round_.sheets.all():
        evaluation.exclude_indicator(
            by=book.office, round_=round_, indicator=yearly, sheet=sheet, reason="自查在11月，上半年不评。"
        )
    empty = Line.objects.filter(sheet__round=round_, points=None, excluded="").select_related("indicator")
    for indicator in {line.indicator for line in empty}:
        evaluation.exclude_indicator(
            by=book.office, round_=round_, indicator=indicator, reason="上半年还没有这项数据，不参与评分。"
        )


def _objection(book: Book, round_: Round, day: date) -> None:
    with clock.at(morning(day)):
        objection = evaluation.object_to_line(
            by=book.one_of("liudu", "drafter"),
            line=_line(round_, "liudu", "公开栏和查阅点"),
            reason="检查当天公开栏正在重做，第二天已经恢复，请复核。",
        )
    with clock.at(morning(day + timedelta(days=2))):
        evaluation.decide_line_objection(
            by=book.office, objection=objection, accepted=True, decision="情况属实。", points=Decimal(4)
        )


# -- self-checks ---------------------------------------------------------------------------


def _self_check(book: Book, place: str, state: str, day: date) -> None:
    by = book.one_of(place, "drafter")
    with clock.at(morning(day)):
        form = evaluation.start_selfcheck(by=by, organisation=book.places[place], year=day.year)
        answers = _answered(form)
        if state == "draft":
            answers = dict(list(answers.items())[:6])
        evaluation.answer_selfcheck(by=by, selfcheck=form, answers=answers, summary="总体做到了按时公开。")
        if state == "draft":
            return
        form = evaluation.submit_selfcheck(by=by, selfcheck=form)
    if state == "received":
        with clock.at(morning(day + timedelta(days=2))):
            evaluation.receive_selfcheck(by=book.office, selfcheck=form)


def _answered(form: SelfCheck) -> dict[str, Answer]:
    """As the machine found, but for the first thing it missed: there the unit explains why it differs."""
    answers: dict[str, Answer] = {}
    explained = False
    for line in form.lines.order_by("order"):
        found = line.machine if line.machine not in ("", NO_DATA) else "yes"
        if found != "yes" and not explained:
            explained = True
            answers[line.key] = Answer("yes", explanation=EXPLAINED.get(line.key, EXPLAINED[""]))
        else:
            note = "" if found == "yes" else "正在补办，年底前完成。"
            answers[line.key] = Answer(found, note=note)
    return answers
