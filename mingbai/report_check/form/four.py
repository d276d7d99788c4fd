"""Table four: administrative review and litigation, 15 numbers in three groups of five."""

GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
LITIGATION = "行政诉讼"  # printed above the second and the third group
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
TOTAL = 4  # position of 总计 in a group: the sum of the four before it (H4)
CELLS: tuple[tuple[str, str], ...] = tuple((group, result) for group in GROUPS for result in RESULTS)


def position(group: str, result: str) -> int:
    """Where a cell stands among the fifteen; ValueError for an unknown name."""
    return CELLS.index((group, result))
