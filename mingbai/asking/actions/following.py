"""Opening a request with its query code, slowly for those who guess; answering what the office asks."""

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.asking.actions import throttling
from mingbai.asking.models import Try
from mingbai.foi.actions import take_clarification
from mingbai.foi.actions.files import keep
from mingbai.foi.models import FoiRequest, SealedFile
from mingbai.foi.queries import found_by_code
from mingbai.foi.values import Upload, wrong_files
from mingbai.lib import clock


def look_up(*, code: str, tail: str, address: str) -> FoiRequest:
    """The request with this code and these last digits of the telephone.

    ValidationError when they do not match, or when too many wrong ones came from this address or for
    this code within the hour; then even the right ones wait.
    """
    place, key = Try.from_address(address), throttling.about_code(code)
    if Try.reached(Try.What.CODE, key, settings.FOI_WRONG_PER_CODE) or Try.reached(
        Try.What.QUERY, place, settings.FOI_WRONG_PER_HOUR
    ):
        raise ValidationError("输错的次数太多，为了保护申请人，请过一小时再查，或者打受理单位的电话询问。")
    found = found_by_code(code, tail)
    if found is None:
        Try.note(Try.What.CODE, key)
        Try.note(Try.What.QUERY, place)
        raise ValidationError("没有查到。请对照回执，看查询码和电话最后四位有没有写错。")
    return found


@transaction.atomic
def send_clarification(*, asked: FoiRequest, text: str, files: Sequence[Upload]) -> FoiRequest:
    """The applicant's clarification with any number of photographed pages; ValidationError by field."""
    if problems := wrong_files(files):
        raise ValidationError({"attached": problems})
    done = take_clarification(request=asked, text=text, on=clock.today(), by=None)
    for one in files:
        keep(asked, SealedFile.Kind.CLARIFIED, one.name, one.data, None)
    return done
