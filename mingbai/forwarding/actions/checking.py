"""Holding a source against the text that was taken from it, by the round or by hand."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.forwarding import jobs
from mingbai.forwarding.actions.recording import given_text, held, record
from mingbai.forwarding.models import Check, Forwarding
from mingbai.forwarding.policies import may_check
from mingbai.forwarding.queries import clerks_of, due_for_check
from mingbai.forwarding.rules import digest, present_part
from mingbai.forwarding.states import State, Way
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.notifications.actions import Draft, notify_many

AT_ONCE = 10
NOT_THERE = "来源网页上找不到当时转载的内容，可能已经删除、换了地址或者大改。请打开来源核对。"


def check_source(*, forwarding: Forwarding, by: User | None = None) -> Forwarding:
    """Read the source's address now. `by` None: the round. The network is read outside the transaction."""
    if by is not None:
        require(may_check(by, forwarding.information))
    if not forwarding.source_url:
        raise Denied("没有登记来源网址，请人工录入现在的原文核对。")
    try:
        page = jobs.fetch(forwarding.source_url)
    except jobs.Unreachable as problem:
        return _unreachable(forwarding, by, str(problem))
    words = present_part(page, forwarding.source_text)
    if not words:
        return _unreachable(forwarding, by, NOT_THERE)
    return _compare(forwarding, by, words, Way.FETCHED)


def check_pasted(
    *, forwarding: Forwarding, by: User, text: str = "", file: UploadedFile | None = None
) -> Forwarding:
    """The source reads so now, says a person who looked."""
    require(may_check(by, forwarding.information))
    return _compare(forwarding, by, given_text(text, file), Way.PASTED)


def check_due() -> str:
    """The round: sources not read for as long as the setting says. Nothing while reading is off."""
    if not jobs.is_on():
        return ""
    rows = due_for_check(AT_ONCE)
    states = [check_source(forwarding=row).state for row in rows]
    if not rows:
        return ""
    return f"核对转载来源 {len(rows)} 条，有变化 {states.count(State.DIFFERS)} 条"


@transaction.atomic
def _unreachable(forwarding: Forwarding, by: User | None, problem: str) -> Forwarding:
    """A difference that waits for somebody stays one, whatever the network does."""
    row = held(forwarding)
    before, new = row.state, row.state != State.UNREACHABLE
    if row.state != State.DIFFERS:
        row.state = State.UNREACHABLE
    row.checked_at, row.problem = clock.now(), problem[:300]
    row.save()
    if by is not None or new:
        record("check", by, row, before=before, after=row.state)
    if problem == NOT_THERE and new:
        _tell(
            row,
            f"转载的“{row.information.title}”在来源网页上找不到了，请核对。",
            f"gone:{row.checked_at:%Y%m%d}",
        )
    return row


@transaction.atomic
def _compare(forwarding: Forwarding, by: User | None, words: str, way: Way) -> Forwarding:
    row = held(forwarding)
    before, found = row.state, digest(words)
    waiting = Check.objects.filter(forwarding=row, decision="").first()
    row.checked_at, row.problem = clock.now(), ""
    if found in (row.known_digest, row.source_digest):
        row.state, row.found_at = State.SAME, None
        Check.objects.filter(forwarding=row, decision="").delete()
    else:
        row.state, row.found_at = State.DIFFERS, row.found_at or clock.now()
        _keep(row, waiting, by, words, way)
        if waiting is None or waiting.digest != found:
            row.told_at = clock.now()
            text = f"转载的“{row.information.title}”，来源（{row.source_name}）的内容有变化，请核对处理。"
            _tell(row, text, found[:16])
    row.save()
    if by is not None or before != row.state:
        record("check", by, row, before=before, after=row.state)
    return row


def _keep(row: Forwarding, waiting: Check | None, by: User | None, words: str, way: Way) -> None:
    check = waiting or Check(forwarding=row)
    check.way, check.by, check.at = way, by, clock.now()
    check.text, check.digest = words, digest(words)
    check.save()


def _tell(row: Forwarding, text: str, what: str) -> None:
    link = reverse("forwarding:forwarding", args=[row.pk])
    people = clerks_of(row.information.organisation)
    notify_many(Draft(one, text[:500], f"forwarding:{row.pk}:{what}", link, True) for one in people)
