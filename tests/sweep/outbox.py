"""Who may open the outbox, its texts and groups, for `table.WHO`."""

from mingbai.outbox import actions

DRAFTER, REPORTER, STRANGER = "drafter", "reporter", "stranger"
ORGANISATION_ADMIN, COUNTY_OFFICE = "organisation_admin", "county_office"
READERS = {
    DRAFTER, REPORTER, STRANGER, ORGANISATION_ADMIN, COUNTY_OFFICE, "checker", "secrecy", "approver", "auditor",
}  # fmt: skip
KEEPERS = {DRAFTER, REPORTER, ORGANISATION_ADMIN, COUNTY_OFFICE}
OF_WHAT_IS_PUBLIC = """record new text edit text-confirm preview file message queue recall confirm deny cancel use
correct delete""".split()

OUTBOX = {
    **{f"outbox:{one}": READERS for one in ("home", "same", "groups")},
    # The draft of 青禾镇 is not public: there is no text and no message of it.
    **{f"outbox:{one}": set() for one in OF_WHAT_IS_PUBLIC},
    "outbox:group-new": KEEPERS | {STRANGER},
    "outbox:group-close": KEEPERS,
}


def outbox_arguments(cast) -> dict:
    """The group of 柳湾村."""
    group = actions.open_group(organisation=cast.village, name="柳湾村民群", by=cast.reporter)
    return {"outbox:group-close": {"pk": group.pk}, "outbox:new": {"pk": 0, "kind": "weibo"}}
