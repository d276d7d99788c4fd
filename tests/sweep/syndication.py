"""Who may open the addresses for programs, for `table.WHO`: everybody; nothing is published in this test."""

_OPEN = """
feed rss feed_search rss_search feed_of rss_of robots sitemap sitemap_pages harvest harvest_csv harvest_jsonl
catalog embed embed_organisation
""".split()

# Months without records, parts that are gone, and whom to tell, where the county has named nobody.
_ABSENT = "sitemap_part sitemap_before harvest_month security_txt".split()


def syndication(everybody: set[str]) -> dict[str, set[str]]:
    return {**dict.fromkeys(_OPEN, everybody), **dict.fromkeys(_ABSENT, set())}


def syndication_arguments(cast) -> dict:
    of_town = {"kind": "organisation", "key": cast.town.slug}
    return {"feed_of": of_town, "rss_of": of_town, "embed_organisation": {"slug": cast.town.slug}}
