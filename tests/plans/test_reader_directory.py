"""Units as printed, matched with the organisations of one county."""

import pytest

from mingbai.documents.document import Document
from mingbai.plans.reader import Directory, Unit, read

COUNTY = Directory(
    (
        Unit("county", "明白县人民政府", "county"),
        Unit("office", "明白县人民政府办公室", parent="county", short_names=("县政府办",)),
        Unit("finance", "明白县财政局", parent="county"),
        Unit("education", "明白县教育体育局", parent="county", former_names=("明白县教育局",)),
        Unit("housing", "明白县住房和城乡建设局", parent="county"),
        Unit("permits", "明白县行政审批服务局", parent="county", short_names=("政务中心",)),
        Unit("publicity", "中共明白县委宣传部", parent="county"),
        Unit("water", "明白县供水有限公司", "enterprise", "county"),
        Unit("river", "清河镇人民政府", "township", "county", ("清河镇",)),
        Unit("stone", "石门乡人民政府", "township", "county"),
        Unit("river-tax", "清河镇财政所", "station", "river"),
        Unit("river-east", "清河镇东村村民委员会", "village", "river", ("东村",)),
        Unit("stone-east", "石门乡东村村民委员会", "village", "stone", ("东村",)),
    )
)
DEPARTMENTS = ("office", "finance", "education", "housing", "permits", "publicity")
TOWNS = ("river", "stone")

SINGLE = [
    ("财政局", "finance"),
    ("县财政局", "finance"),
    ("明白县财政局", "finance"),
    ("县教育局", "education"),
    ("教体局", "education"),
    ("县住建局", "housing"),
    ("县政府办公室", "office"),
    ("政府办公室", "office"),
    ("县政府办", "office"),
    ("行政审批服务局（政务服务中心）", "permits"),
    ("审批服务科（政务中心）", "permits"),
    ("县委宣传部", "publicity"),
    ("清河镇", "river"),
    ("县人民政府", "county"),
]


@pytest.mark.parametrize(("printed", "code"), SINGLE)
def test_full_short_former_and_shortened_names_match(printed, code):
    assert COUNTY.match(printed) == (code,)


COLLECTIVE = [
    ("各乡（镇）人民政府", TOWNS),
    ("各乡(镇)人民政府", TOWNS),
    ("各乡镇", TOWNS),
    ("各乡镇（街道）", TOWNS),
    ("县政府各部门", DEPARTMENTS),
    ("各部门（单位）", DEPARTMENTS),
    ("县直各部门", DEPARTMENTS),
    ("各村居", ("river-east", "stone-east")),
    ("各村（社区）", ("river-east", "stone-east")),
    ("公共企事业单位", ("water",)),
]


@pytest.mark.parametrize(("printed", "codes"), COLLECTIVE)
def test_collective_words_stand_for_all_of_a_kind(printed, codes):
    assert COUNTY.match(printed) == codes


@pytest.mark.parametrize(
    "printed", ["县政府有关部门", "各相关部门", "外县财政局", "水利局", "东村", "镇政府"]
)
def test_what_leaves_open_who_is_meant_matches_nobody(printed):
    assert COUNTY.match(printed) == ()


def test_a_townships_plan_means_its_own_villages_and_stations():
    issuer = "清河镇人民政府"
    assert COUNTY.match("各村居", issuer) == ("river-east",)
    assert COUNTY.match("东村", issuer) == ("river-east",)
    assert COUNTY.match("财政所", issuer) == ("river-tax",)
    assert COUNTY.match("镇政府", issuer) == ("river",)
    assert COUNTY.match("县政府各部门", issuer) == DEPARTMENTS


def test_two_organisations_that_a_short_form_fits_are_not_guessed_at():
    twins = Directory((Unit("1", "甲县文化旅游局"), Unit("2", "甲县文物旅游局")))
    assert twins.match("文旅局") == ()


def test_a_reading_lists_codes_and_what_nobody_answers_to():
    document = Document(kind="txt", text="一、公开预算。（财政局牵头，各乡镇、天文局配合）")
    reading = read(document, COUNTY)
    assert reading.tasks[0].lead_organisations == ("finance",)
    assert reading.tasks[0].support_organisations == TOWNS
    assert reading.unmatched_units == ("天文局",)
