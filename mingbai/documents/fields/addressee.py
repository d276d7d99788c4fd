"""The addressee (主送机关): the first line below the title, closed by a colon."""

import re

from mingbai.documents.fields.lines import Line, closed_up

LONGEST = 300
WHO = re.compile(
    r"政府|部门|单位|机关|局|委|办|乡|镇|村|街道|社区|各|同志|公司|企业|学校|医院|站|所|中心|会|处|厅|部|院|居民|群众|代表|居"
)
NOT_WHO = re.compile(r"如下|现将|以下|通知|[。；！？]|为了|根据|按照|一、|\d+\.")


def addressee(line: Line | None) -> str | None:
    """Without its colon; None when the line addresses nobody."""
    if line is None or line.in_table or not line.text.endswith(("：", ":")) or len(line.text) > LONGEST:
        return None
    text = closed_up(line.text.rstrip("：: "))
    return text if WHO.search(text) and not NOT_WHO.search(text) else None
