"""What a person makes of the machine's text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.annual.actions.recording import held, trail
from mingbai.annual.models import AnnualReport, Section
from mingbai.annual.policies import may_do
from mingbai.annual.states import Verb
from mingbai.lib import clock
from mingbai.lib.text import storable
from mingbai.lib.verdict import require

LONGEST = 20_000


@transaction.atomic
def write_section(*, report: AnnualReport, number: int, text: str, by: User) -> Section:
    """Put a person's words in the place of the machine's; its own words again count as unedited."""
    section = _held(report, number, by)
    words = storable(text.replace("\r\n", "\n")).strip()
    if len(words) > LONGEST:
        raise ValidationError({"text": f"最多写 {LONGEST} 个字，现在是 {len(words)} 个字。"})
    if not words and section.generated:
        raise ValidationError({"text": "请填写内容。要用系统写的文字，请点“恢复系统写的文字”。"})
    section.edited = "" if words == section.generated.strip() else words
    section.edited_by, section.edited_at = by, clock.now()
    return _seen(section, by, "write_section")


@transaction.atomic
def accept_section(*, report: AnnualReport, number: int, by: User, machine: bool = False) -> Section:
    """Say that the change was looked at. With `machine` its text takes the place of the person's."""
    section = _held(report, number, by)
    if machine:
        section.edited = ""
    return _seen(section, by, "accept_section", machine=machine)


def _held(report: AnnualReport, number: int, by: User) -> Section:
    report = held(report)
    require(may_do(by, Verb.WRITE, report))
    section = Section.objects.get(report=report, number=number)
    section.report = report
    return section


def _seen(section: Section, by: User, verb: str, **detail: Any) -> Section:
    section.changed, section.before = False, ""
    section.save()
    trail(section.report, by, verb, section=section.number, **detail)
    return section
