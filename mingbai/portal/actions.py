"""Changing what the site says about itself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import model_to_dict

from mingbai.ledger.actions import append
from mingbai.lib import digests
from mingbai.lib.verdict import require
from mingbai.organisations.policies import may
from mingbai.portal.models import SiteSettings

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


def _facts(site: SiteSettings) -> dict[str, Any]:
    return model_to_dict(site, exclude=["organisation"])
