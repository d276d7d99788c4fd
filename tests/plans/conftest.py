"""A plan of 青禾镇 with three tasks, one of them led by a unit that nobody knows."""

import pytest

from tests.plans.making import make_plan

ROWS = [
    {
        "path": "一、（一）",
        "headings": ["一、公开", "（一）文件"],
        "text": "各村每季度公开一次村务，年内公开不少于4次。",
        "lead_text": ["柳湾村村民委员会"],
        "support_text": ["镇财政所"],
        "deadline_text": "年内",
        "deadline_on": "2026-12-31",
        "frequency_text": "每季度公开一次",
        "times": 1,
        "per": "quarter",
        "quantities": [{"text": "不少于4次", "number": 4, "unit": "次"}],
        "proposed": {"path": "一、（一）", "deadline": {"text": "年内", "date": "2026-12-31"}},
    },
    {
        "path": "一、（二）",
        "headings": ["一、公开", "（二）回应"],
        "text": "做好舆情回应。10月底前编制目录。",
        "lead_text": ["临河镇人民政府"],
        "deadline_text": "10月底前",
        "deadline_on": "2026-10-31",
        "proposed": {"deadlines": [{"text": "10月底前", "date": "2026-10-31"}]},
    },
    {"path": "二、", "headings": ["二、保障"], "text": "抓好培训。", "lead_text": ["星空办"]},
]


@pytest.fixture
def plan(cast):
    return make_plan(cast.town, cast.drafter, ROWS)


@pytest.fixture
def tasks(plan):
    return list(plan.tasks.order_by("order"))
