"""Who may open the addresses of looking after the search, for `table.WHO`."""

COUNTY_OFFICE = "county_office"

SEARCH = {
    **dict.fromkeys([f"search:{one}" for one in ("synonyms", "add", "missed")], {COUNTY_OFFICE}),
    # Of no group that is there: nothing is loaded in this test.
    **dict.fromkeys([f"search:{one}" for one in ("change", "retire")], set()),
}
