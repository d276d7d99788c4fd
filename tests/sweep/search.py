"""Who may open the addresses of looking after the search, for `table.WHO`."""

COUNTY_OFFICE = "county_office"

SEARCH = {
    **dict.fromkeys([f"search:{one}" for one in ("synonyms", "add", "missed")], {COUNTY_OFFICE}),
    # There is no group in this test; giving one up is posted.
    "search:change": set(),
    "search:retire": {COUNTY_OFFICE},
}
