"""Who may open the addresses by which visitors browse, and the one where columns are set."""

PAGES = """
archive archive_year archive_month archive_day fields field item columns column column_year column_month
field_year field_month organisation_year organisation_month policies policies_of statistics
""".split()

ARGUMENTS = {
    name: {"slug": slug, "key": "caizhengyujuesuan", "year": "2026", "month": "01", "day": "02", "part": 1}
    for kind, slug in (("organisation", "qinghe"), ("column", "notices"), ("field", ""), ("archive", ""))
    for name in [kind, *(f"{kind}_{part}" for part in "year month day part".split())]
}


def browsing(everybody: set[str], county_office: str) -> dict[str, set[str]]:
    return {
        **dict.fromkeys(PAGES, everybody),
        # No month of the sweep holds more records than one page.
        **dict.fromkeys("archive_part field_part organisation_part column_part".split(), set()),
        **dict.fromkeys(("columns:list", "columns:edit"), {county_office}),
    }


def browsing_arguments(item: int, column: int) -> dict[str, dict]:
    return {
        **ARGUMENTS,
        "item": {"pk": item},
        "policies_of": {"validity": "in_force"},
        "columns:edit": {"pk": column},
    }
