"""What all verbs here share: the event, the lock, the refusal, and the text that was handed in."""

from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from mingbai.accounts.models import User
from mingbai.forwarding.jobs import Unreachable, words_of
from mingbai.forwarding.models import Forwarding
from mingbai.forwarding.policies import CHECK
from mingbai.forwarding.rules import normal
from mingbai.lib.text import storable
from mingbai.organisations import trail

MOST_CHARACTERS = 200_000
MOST_BYTES = 20 * 1024 * 1024


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def held(forwarding: Forwarding) -> Forwarding:
    """The row as it is now, locked until the transaction ends."""
    rows = Forwarding.objects.select_for_update(of=("self",)).select_related("information__organisation")
    return rows.get(pk=forwarding.pk)


def given_text(text: str, file: UploadedFile | None) -> str:
    """The normal text of what was pasted or uploaded; the file itself is not kept."""
    if file is not None:
        if (file.size or 0) > MOST_BYTES:
            refuse("file", "文件超过 20 MB。请复制文字粘贴。")
        try:
            words = words_of(file.read(), file.name or "")
        except Unreachable as problem:
            refuse("file", str(problem))
    else:
        words = normal(storable(text))
    if not words:
        refuse("text", "请粘贴来源的原文，或者上传文件。")
    if len(words) > MOST_CHARACTERS:
        refuse("text", f"最多 {MOST_CHARACTERS} 字。")
    return words


def record(verb: str, by: User | None, row: Forwarding, **detail: Any) -> None:
    place = row.information.organisation
    trail.record(f"forwarding.{verb}", by, row.information, place, CHECK, **detail)
