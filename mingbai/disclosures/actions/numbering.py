"""Giving out index numbers."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import IndexCounter, IndexRule, Information
from mingbai.disclosures.rules import index_number
from mingbai.ledger.actions import append
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

# 缺省形态：统一社会信用代码/年份-流水（五位）；各地不一，县公开办可改。
DEFAULT_PARTS = ["organisation", "/", "year", "-", "serial"]
LONGEST = 80  # characters that the column holds
LARGEST_SERIAL = 9_999_999


def next_index_number(organisation: Organisation, on: date) -> str:
    """Give the next number by the rule in force on that day. Call inside a transaction."""
    rule = IndexRule.objects.filter(active_from__lte=on).first() or IndexRule(parts=DEFAULT_PARTS)
    scope = "/".join(
        (
            organisation.code if rule.per == IndexRule.Per.ORGANISATION else "county",
            str(on.year) if rule.reset == IndexRule.Reset.YEAR else "all",
        )
    )
    IndexCounter.objects.get_or_create(scope=scope)
    counter = IndexCounter.objects.select_for_update().get(scope=scope)
    while True:
        counter.last += 1
        number = index_number(
            rule.parts,
            organisation_code=organisation.code,
            on=on,
            serial=counter.last,
            padding=rule.padding,
        )
        # Numbers that an earlier rule gave out are passed over.
        if not Information.objects.filter(index_number=number).exists():
            break
    counter.save(update_fields=["last"])
    return number


@transaction.atomic
def set_index_rule(
    *, active_from: date, parts: list[str], padding: int, reset: str, per: str, by: User
) -> IndexRule:
    """Number new records by this rule from a day on. Given numbers stay as they are.

    Raises ValidationError when two records could get one number.
    """
    require(may(by, "system.configure", None))
    if "serial" not in parts:
        raise ValidationError({"parts": "索引号里必须有流水号。"})
    if reset == IndexRule.Reset.YEAR and "year" not in parts:
        raise ValidationError({"parts": "每年重新编号时，索引号里必须有年份，否则会重号。"})
    if per == IndexRule.Per.ORGANISATION and "organisation" not in parts:
        raise ValidationError({"parts": "各机构各自编号时，索引号里必须有机构代码，否则会重号。"})
    longest = index_number(
        parts,
        organisation_code=max(Organisation.objects.values_list("code", flat=True), key=len, default=""),
        on=active_from,
        serial=LARGEST_SERIAL,
        padding=padding,
    )
    if len(longest) > LONGEST:
        raise ValidationError({"parts": f"这样编出的索引号会超过 {LONGEST} 个字，请减少固定的字符。"})
    rule, _ = IndexRule.objects.update_or_create(
        active_from=active_from,
        defaults={"parts": parts, "padding": padding, "reset": reset, "per": per},
    )
    append(verb="index_rule.set", by=by, subject=rule, detail={"parts": parts, "padding": padding})
    return rule
