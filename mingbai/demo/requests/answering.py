"""Moves that lead to an answer: searches, parts, redaction, draft, checks, signature, delivery."""

from typing import Any

from mingbai.catalogue.models import Ground
from mingbai.demo.requests import papers
from mingbai.demo.requests.played import Played
from mingbai.foi import actions as foi
from mingbai.foi.queries import suggested_values
from mingbai.foi.queries.letters import answer_of
from mingbai.foi.states import Kind
from mingbai.foi.values import Upload
from mingbai.letters.kinds import Kind as LetterKind
from mingbai.lib import clock
from mingbai.redaction.redacting import redact
from mingbai.redaction.values import Mark

LAWFUL = "事由和条款引用准确，救济告知完整，同意。"
NO_SECRETS = "对照保密事项范围逐项核对，答复和所附材料不含国家秘密、工作秘密。"


def search(told: Played, given: dict[str, Any]) -> None:
    officer = told.officer
    foi.record_search(request=told.request, on=clock.today(), searcher=officer.full_name, by=officer, **given)


def part(told: Played, given: dict[str, Any]) -> None:
    """Given out as it is."""
    file = papers.word(given["title"], given["lines"], clock.today())
    foi.add_part(
        request=told.request,
        label=given["label"],
        is_released=True,
        by=told.officer,
        source=file,
        released=file,
    )


def separate(told: Played, given: dict[str, Any]) -> None:
    """The words of `barred` are really taken out of the Word file before it goes out (第三十七条)."""
    source = papers.word(given["title"], given["lines"], clock.today())
    grounds = {one.code: one for one in Ground.objects.all()}
    marks = [
        Mark(one.ground, quote=quote, reason=one.reason) for one in given["barred"] for quote in one.quotes
    ]
    done = redact(source.data, source.name, marks, {code: row.name for code, row in grounds.items()})
    foi.add_part(
        request=told.request, label=given["label"], is_released=True, by=told.officer,
        source=source, released=Upload(done.filename, done.data),
        marks={row.ground: row.places for row in done.table},
    )  # fmt: skip
    for one in given["barred"]:
        foi.add_part(
            request=told.request, label=one.what, is_released=False, by=told.officer,
            ground=grounds[one.ground], reason=one.reason,
        )  # fmt: skip


def draft(told: Played, given: dict[str, Any]) -> None:
    request, leaf, variant = told.request, given["leaf"], given["variant"]
    if variant == "provided" and not request.parts.exists():
        for one in given["values"]["提供内容"]:
            part(told, {"label": one, "title": one, "lines": (f"{one}（复制件）。", "此件与原件一致。")})
    kind = LetterKind.ANSWER if request.kind == Kind.INFORMATION else LetterKind.CORRECTION_ANSWER
    values = {**suggested_values(request, kind, leaf, variant), **given["values"]}
    foi.draft_answer(request=request, leaf=leaf, variant=variant, values=values, by=told.officer)


def law(told: Played, given: dict[str, Any]) -> None:
    foi.check_law(request=told.request, text=LAWFUL, by=told.decider("law"))


def secrecy(told: Played, given: dict[str, Any]) -> None:
    foi.check_secrecy(request=told.request, text=NO_SECRETS, by=told.decider("secrecy"))


def send_back(told: Played, given: dict[str, Any]) -> None:
    foi.send_back(request=told.request, by=told.decider("law"), **given)


def sign(told: Played, given: dict[str, Any]) -> None:
    foi.sign(request=told.request, by=told.decider("sign"))


def deliver(told: Played, given: dict[str, Any]) -> None:
    foi.deliver(request=told.request, way=told.story.wants[1], on=clock.today(), by=told.officer)


def prove(told: Played, given: dict[str, Any]) -> None:
    letter = answer_of(told.request)
    assert letter is not None
    foi.prove_delivery(
        letter=letter, on=clock.today(), note="邮政签收记录，本人签收", by=told.officer, file=papers.scan()
    )


def archive(told: Played, given: dict[str, Any]) -> None:
    if told.posts:
        prove(told, {})
    foi.archive(request=told.request, by=told.officer)
