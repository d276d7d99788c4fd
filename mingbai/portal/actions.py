"""Changing what the site says about itself, and laying out its looks for a server in front."""

import gzip
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.forms.models import model_to_dict

from mingbai.ledger.actions import append
from mingbai.lib import digests
from mingbai.lib.verdict import require
from mingbai.organisations.policies import may
from mingbai.portal.models import SiteSettings
from mingbai.portal.rules.looks import LOOKS, sheet
from mingbai.portal.rules.missed import about_no_person
from mingbai.search.actions import count_missed
from mingbai.search.queries import thesaurus

MAY = "system.configure"


@transaction.atomic
def set_site_settings(*, by: Any, **content: str) -> SiteSettings:
    """Set the fields given, keep the others; by=None is the system itself.

    Denied without the right; ValidationError by field, or when there is no organisation yet.
    """
    if by is not None:
        require(may(by, MAY, None))
    site = SiteSettings.current()
    if site.organiser is None:
        raise ValidationError("还没有机构。请先导入机构，再填写网站信息。")
    before = _facts(site)
    for name, value in content.items():
        setattr(site, name, value)
    site.full_clean()
    changed = sorted(name for name, value in _facts(site).items() if value != before[name])
    if changed or site._state.adding:
        site.save()
        append(
            verb="site_settings.set",
            by=by,
            subject=site,
            organisation=site.organiser,
            before=digests.of_value(before),
            after=digests.of_value(_facts(site)),
            detail={"fields": changed},
        )
    return site


def write_looks() -> dict[str, int]:
    """Each look as one file below STATIC_ROOT, so that a server in front can choose by the cookie alone.

    Made of the packaged sheets: no event. Says of how many the contents changed.
    """
    folder = Path(settings.STATIC_ROOT) / "portal" / "looks"
    folder.mkdir(parents=True, exist_ok=True)
    changed = 0
    for look in LOOKS:
        path, content = folder / f"{look}.css", sheet(look).encode()
        if not path.exists() or path.read_bytes() != content:
            path.with_suffix(".css.gz").write_bytes(gzip.compress(content, mtime=0))
            path.write_bytes(content)
            changed += 1
    return {"looks": changed}


def _facts(site: SiteSettings) -> dict[str, Any]:
    return model_to_dict(site, exclude=["organisation"])


def note_missed(words: str, today: date) -> bool:
    """Count a search that found nothing, when it cannot be about a person; whether it was counted.

    A database that takes no writes now, as a replica, is no reason to give no answer.
    """
    known = (word for group in thesaurus().groups for word in group)
    if not about_no_person(words, today, known):
        return False
    try:
        return count_missed(words=words)
    except DatabaseError:
        return False
