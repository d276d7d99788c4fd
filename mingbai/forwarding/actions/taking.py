"""Keeping where a text comes from and what the source said."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.forwarding.actions.recording import given_text, record, refuse
from mingbai.forwarding.models import Forwarding
from mingbai.forwarding.policies import may_check
from mingbai.forwarding.rules import digest
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require


@transaction.atomic
def take(
    *,
    information: Information,
    source_name: str,
    by: User,
    source_url: str = "",
    document_number: str = "",
    published_on: date | None = None,
    text: str = "",
    file: UploadedFile | None = None,
) -> Forwarding:
    """This record was taken from a higher organisation, whose text read so."""
    require(may_check(by, information))
    locked = Information.objects.select_for_update(of=("self",)).select_related("organisation")
    row = locked.get(pk=information.pk)
    if Forwarding.objects.filter(information=row).exists():
        refuse("information", "这条信息的来源已经登记过了。")
    name, url = one_line(source_name), one_line(source_url)
    if not name or len(name) > 100:
        refuse("source_name", "请写来源单位的名称，最多 100 字。")
    if url:
        _check_address(url)
    if published_on is not None and published_on > clock.today():
        refuse("published_on", "来源的公布日期不能晚于今天。")
    words = given_text(text, file)
    made = Forwarding.objects.create(
        information=row,
        source_name=name,
        source_url=url,
        document_number=one_line(document_number)[:80],
        source_published_on=published_on,
        taken_at=clock.now(),
        taken_by=by,
        source_text=words,
        source_digest=digest(words),
        known_digest=digest(words),
    )
    record("take", by, made, after=made.source_digest)
    return made


def _check_address(url: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        refuse("source_url", "网址写得不对，请从浏览器地址栏复制，以 http:// 或 https:// 开头。")
    if len(url) > 300:
        refuse("source_url", "网址最多 300 个字符。")
