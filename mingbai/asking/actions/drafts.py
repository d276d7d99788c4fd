"""Keeping a form while it is being filled in: sealed, for two hours, and gone once it is sent."""

import secrets
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction

from mingbai.asking.models import Draft, DraftFile, SpentChallenge, Try
from mingbai.asking.queries import word_digest
from mingbai.asking.values import Answers
from mingbai.foi.sealing import seal, seal_text
from mingbai.foi.values import MOST_FILES, Upload, wrong_files
from mingbai.lib import clock
from mingbai.lib.text import file_name

KEPT = timedelta(hours=2)


@transaction.atomic
def begin(answers: Answers) -> str:
    """Keep a new form; the random word that opens it, for the browser's session."""
    word = secrets.token_urlsafe(32)
    Draft.objects.create(
        word=word_digest(word), sealed=seal_text(answers.to_text()), expires_at=clock.now() + KEPT
    )
    return word


def save(draft: Draft, answers: Answers) -> None:
    """Keep the answers and count the two hours anew; a form that was sent meanwhile stays as it is."""
    sealed, until = seal_text(answers.to_text()), clock.now() + KEPT
    Draft.objects.filter(pk=draft.pk, submitted_at=None).update(sealed=sealed, expires_at=until)


@transaction.atomic
def attach(draft: Draft, uploads: list[Upload]) -> list[str]:
    """Add proofs of identity; what is wrong with those that were not taken, as sentences."""
    there = Draft.objects.select_for_update().get(pk=draft.pk).files.count()
    fine = [one for one in uploads if not wrong_files([one])]
    problems = [words for one in uploads for words in wrong_files([one])]
    if there + len(fine) > MOST_FILES:
        problems.append(f"最多传 {MOST_FILES} 个文件，多出来的没有收下。")
    for one in fine[: max(0, MOST_FILES - there)]:
        row = DraftFile(draft=draft, name=seal_text(file_name(one.name)), size=len(one.data))
        row.file.save("sealed", ContentFile(seal(one.data)), save=False)
        row.save()
    return problems


def detach(draft: Draft, pk: int) -> None:
    """Take a file back; nothing happens for one that is not there."""
    for row in draft.files.filter(pk=pk):
        _drop(row)


def erase(draft: Draft) -> None:
    """Forget a form and its files."""
    for row in draft.files.all():
        _drop(row)
    draft.delete()


def drop_files(draft: Draft) -> None:
    for row in draft.files.all():
        _drop(row)


def _drop(row: DraftFile) -> None:
    stored, name = row.file.storage, str(row.file.name)
    row.delete()
    transaction.on_commit(lambda: stored.delete(name))


def clear_old() -> str:
    """Of `mingbai sweep`: forget forms after two hours, receipts after half an hour, counts after a day."""
    now = clock.now()
    old = list(Draft.objects.filter(expires_at__lte=now).order_by("pk")[:1000])
    for draft in old:
        with transaction.atomic():
            erase(draft)
    SpentChallenge.objects.filter(expires_at__lte=now).delete()
    Try.objects.filter(at__lte=now - timedelta(days=1)).delete()
    return f"清除 {len(old)} 份过期的申请草稿" if old else ""
