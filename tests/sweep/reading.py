"""Who may open the addresses of the public interfaces, for `table.WHO`: everybody, signed in or not."""

# 青禾镇's record is a draft, and no year was packed.
_OPEN = """
records organisations organisation fields themes genres columns items promises village-months bulk
bulk-index search verify openapi record-by-index
""".split()
_ABSENT = "record bulk-year missing".split()


def reading(everybody: set[str]) -> dict[str, set[str]]:
    return {
        **dict.fromkeys([f"api:v1:{name}" for name in _OPEN], everybody),
        **dict.fromkeys([f"api:v1:{name}" for name in _ABSENT], set()),
        "api:interface": everybody,
        "api:verify": everybody,
        "api:verify-file": everybody,
    }
