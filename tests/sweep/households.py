"""Who may open lists of households, and pages of what hangs, for `table.WHO`."""

from mingbai.households import actions
from mingbai.households.models import ListKind, Objection

DRAFTER, CHECKER, SECRECY, APPROVER = "drafter", "checker", "secrecy", "approver"
REPORTER, STRANGER, COUNTY_OFFICE = "reporter", "stranger", "county_office"

# 青禾镇's list, entered and not yet checked.
_OF_LIST = """
of template import marked export check return approve post correct withdraw sheet slips renew boards totals enter
""".split()
_OF_KIND = ("kind", "kind-retire")


def households(everybody: set[str]) -> dict[str, set[str]]:
    found = {
        "list": {DRAFTER, CHECKER, APPROVER, REPORTER, STRANGER, COUNTY_OFFICE},
        "new": {DRAFTER, REPORTER, STRANGER},
        "objections": {DRAFTER, CHECKER, APPROVER, REPORTER, STRANGER},
        **dict.fromkeys(("of", "template", "export", "sheet"), {DRAFTER, CHECKER, APPROVER}),
        **dict.fromkeys(("import", "withdraw"), {DRAFTER}),
        "check": {CHECKER},
        # It is not far enough for these, nor is there a case or a marked copy.
        **dict.fromkeys("marked return approve post correct slips renew boards totals enter".split(), set()),
        **dict.fromkeys("objection person decide told".split(), set()),
        **dict.fromkeys(("kinds", "kind-new", *_OF_KIND), {COUNTY_OFFICE}),
    }
    public = ("household_lists", "household_query", "household_object_own", "household_receipt")
    return {
        **{f"households:{name}": who for name, who in found.items()},
        **dict.fromkeys(public, everybody),
        # Nothing hangs in this test.
        **dict.fromkeys(("household_list", "household_object"), set()),
    }


def household_arguments(cast) -> dict:
    """A list that the drafter of 青禾镇 entered; its objection is not there."""
    actions.load_kinds()
    kind = ListKind.objects.get(key="relief")
    row = actions.create(
        organisation=cast.town, area=cast.town, kind=kind, period_key="2026", by=cast.drafter
    )
    type(row).objects.filter(pk=row.pk).update(entered_by=cast.drafter, entered_at=row.created_at)
    assert not Objection.objects.exists()
    about = {"pk": row.pk, "village": cast.village.pk, "line": 0}
    return {
        **{f"households:{name}": about for name in _OF_LIST},
        **{f"households:{name}": {"pk": kind.pk} for name in _OF_KIND},
        **{f"households:{name}": {"pk": 0} for name in "objection person decide told".split()},
        **{name: {"pk": row.pk} for name in ("household_list", "household_object")},
    }
