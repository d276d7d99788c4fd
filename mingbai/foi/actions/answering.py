"""The answer: what it rests on, drafted, checked twice, signed, delivered, filed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.models import Ground
from mingbai.foi.actions.files import keep
from mingbai.foi.actions.lettering import fix, mark_sent, new_letter
from mingbai.foi.actions.recording import done, hold, log, refresh, said
from mingbai.foi.models import FoiRequest, Letter, Part, ReviewOpinion, SealedFile, Search
from mingbai.foi.policies import PAPERS
from mingbai.foi.queries.answers import done_so_far
from mingbai.foi.queries.letters import answer_of
from mingbai.foi.rules.answering import LAPSED, missing
from mingbai.foi.rules.log import Event
from mingbai.foi.states import SENT_BACK_TO, Kind, LetterState, Verb
from mingbai.foi.values import Upload, wrong_files
from mingbai.letters.kinds import Kind as LetterKind
from mingbai.letters.rules.outcomes import Leaf
from mingbai.lib import clock
from mingbai.lib.text import one_line


@transaction.atomic
def record_search(
    *, request: FoiRequest, place: str, words: str, found: str, on: date, searcher: str, by: User
) -> Search:
    """Where it was looked for, by whom, with which words, and what came of it."""
    held = hold(request, Verb.SEARCH, by)
    if on > clock.today():
        raise ValidationError({"on": "查找日期在今天以后，请核对。"})
    row = Search.objects.create(
        request=held, on=on, by=by, recorded_at=clock.now(),
        place=said(one_line(place), "place", "在哪里查", 200),
        words=said(one_line(words), "words", "用什么词、怎么查", 200),
        found=said(found, "found", "查找的结果"),
        searcher=said(one_line(searcher), "searcher", "查找人", 50),
    )  # fmt: skip
    done(held, Verb.SEARCH, by, {"on": str(on)})
    refresh(request, held)
    return row


@transaction.atomic
def add_part(
    *,
    request: FoiRequest,
    label: str,
    is_released: bool,
    by: User,
    ground: Ground | None = None,
    reason: str = "",
    source: Upload | None = None,
    released: Upload | None = None,
    marks: Mapping[str, int] | None = None,
) -> Part:
    """One part that is released or withheld; a withheld one needs ground and reason (第三十七条).

    `source` is the original, `released` what the applicant gets, `marks` how many places were taken out
    on each ground. The redacted file must have been proven before it comes here.
    """
    held = hold(request, Verb.SEPARATE, by)
    if not is_released:
        if ground is None:
            raise ValidationError({"ground": "不公开的部分要选一个法定事由。"})
        reason = said(reason, "reason", "不公开的理由")
    files = {}
    for name, kind, upload in (
        ("source", SealedFile.Kind.SOURCE, source),
        ("released", SealedFile.Kind.RELEASED, released),
    ):
        if upload is not None:
            if problems := wrong_files([upload]):
                raise ValidationError({name: problems})
            files[name] = keep(held, kind, upload.name, upload.data, by)
    part = Part.objects.create(
        request=held, label=said(one_line(label), "label", "是哪一部分", 200), is_released=is_released,
        ground=None if is_released else ground, reason=reason, marks=dict(marks or {}), **files,
    )  # fmt: skip
    done(held, Verb.SEPARATE, by, {"released": is_released, "ground": ground.code if ground else ""})
    refresh(request, held)
    return part


@transaction.atomic
def drop_part(*, part: Part, by: User) -> None:
    """Take a part back while the answer is not drafted."""
    held = hold(part.request, Verb.SEPARATE, by)
    Part.objects.filter(pk=part.pk).delete()
    done(held, Verb.SEPARATE, by, {"dropped": part.pk})


@transaction.atomic
def draft_answer(
    *, request: FoiRequest, leaf: str, variant: str, values: Mapping[str, Any], by: User
) -> Letter:
    """Draft the answer with one of the 21 outcomes; for a correction (第四十一条) `leaf` is "".

    ValidationError names what must be done before, or which values of the letter are missing.
    """
    held = hold(request, Verb.DRAFT_ANSWER, by)
    if held.kind == Kind.INFORMATION:
        if leaf not in Leaf.values:
            raise ValidationError({"leaf": "请选择办理结果。"})
        if problems := missing(leaf, variant, done_so_far(held)):
            raise ValidationError({"leaf": problems})
    old = answer_of(held)
    if old is not None and old.state == LetterState.DRAFT:
        Letter.objects.filter(pk=old.pk).update(state=LetterState.DROPPED)
    kind = LetterKind.ANSWER if held.kind == Kind.INFORMATION else LetterKind.CORRECTION_ANSWER
    letter = new_letter(held, kind, values, by, leaf, variant)
    done(held, Verb.DRAFT_ANSWER, by, {"leaf": leaf, "variant": variant}, leaf=leaf, variant=variant)
    refresh(request, held)
    return letter


@transaction.atomic
def check_law(*, request: FoiRequest, text: str, by: User) -> FoiRequest:
    """The legal check found the answer lawful."""
    return _passed(request, Verb.CHECK_LAW, text, by)


@transaction.atomic
def check_secrecy(*, request: FoiRequest, text: str, by: User) -> FoiRequest:
    """The secrecy check (第十七条) found nothing that must be kept."""
    return _passed(request, Verb.CHECK_SECRECY, text, by)


def _passed(request: FoiRequest, verb: Verb, text: str, by: User) -> FoiRequest:
    held = hold(request, verb, by)
    _opinion(held, True, text.strip()[:2000], by)
    done(held, verb, by)
    refresh(request, held)
    return request


@transaction.atomic
def send_back(*, request: FoiRequest, reason: str, by: User) -> FoiRequest:
    """Whoever has the answer before them returns it to be drafted anew."""
    held = hold(request, Verb.SEND_BACK, by)
    _opinion(held, False, said(reason, "reason", "退回的原因"), by)
    to = SENT_BACK_TO[done_so_far(held).waiting]
    done(held, Verb.SEND_BACK, by, to=to, leaf="", variant="")
    refresh(request, held)
    return request


def _opinion(held: FoiRequest, passed: bool, text: str, by: User) -> None:
    ReviewOpinion.objects.create(
        request=held, step=held.step, passed=passed, text=text, by=by, at=clock.now()
    )


@transaction.atomic
def sign(*, request: FoiRequest, by: User, text: str = "") -> FoiRequest:
    """Sign the answer: it gets its number, Word and PDF are made and kept."""
    held = hold(request, Verb.SIGN, by)
    letter = answer_of(held)
    if letter is None or letter.state != LetterState.DRAFT:
        raise ValidationError("没有待签发的答复。请退回后重新拟写。")
    _opinion(held, True, text.strip()[:2000], by)
    letter = fix(letter, by)
    done(held, Verb.SIGN, by, {"letter": letter.number})
    refresh(request, held)
    return request


@transaction.atomic
def deliver(*, request: FoiRequest, way: str, on: date, by: User) -> FoiRequest:
    """Send the signed answer; the day that counts follows from the way (国办公开办函〔2016〕235号)."""
    held = hold(request, Verb.DELIVER, by)
    letter = answer_of(held)
    if letter is None:
        raise ValidationError("没有已签发的答复。")
    counted = mark_sent(letter, way, on, by)
    log(held, Event.LAPSED if held.leaf in LAPSED else Event.ANSWERED, counted, by)
    done(
        held, Verb.DELIVER, by, {"way": way, "on": str(counted), "letter": letter.number},
        answered_on=counted, closed_at=clock.now(),
    )  # fmt: skip
    refresh(request, held)
    return request


@transaction.atomic
def archive(*, request: FoiRequest, by: User) -> FoiRequest:
    """The file is complete and put away (第四十五条：归档)."""
    held = hold(request, Verb.ARCHIVE, by)
    unsent = held.letters.filter(state__in=(LetterState.DRAFT, LetterState.SIGNED))
    if unsent.exclude(kind__in=PAPERS).exists():
        raise ValidationError("还有文书没有送出或者没有处理，请先送出或者标明不用了。")
    done(held, Verb.ARCHIVE, by)
    refresh(request, held)
    return request
