"""Who may open the pages on which citizens ask, for `table.WHO`: everybody, each seeing only their own.

Without a form in the browser, or without a query code, they lead to where one begins.
"""

_OPEN = """
look start organ kind who name identity what how contact others other remove gone check receipt forget
status mine clarify reasons withdraw letter released leave
""".split()


def asking(everybody: set[str]) -> dict[str, set[str]]:
    # 青禾镇 has no office here, so there is no blank form of it.
    return {**{f"apply_{name}": everybody for name in _OPEN}, "apply_form": set()}
