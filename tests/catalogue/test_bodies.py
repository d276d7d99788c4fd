"""Whom the words of 公开主体 mean, in a county with its own names."""

import pytest

from mingbai.catalogue.rules.bodies import Body, Marks, bodies_meant, stem

NAMES = """民政局 财政局 教育局 公安局 司法局 自然资源局 农业农村局 应急管理局 市场监督管理局
人力资源和社会保障局 住房和城乡建设局 乡村振兴局 税务局 城市管理局""".split()
BODIES = [Body(number, "department", (f"明白县{name}", f"县{name}")) for number, name in enumerate(NAMES)]
TOWN, VILLAGE, STATION = 100, 101, 102
BODIES += [
    Body(TOWN, "township", ("青禾镇人民政府", "青禾镇")),
    Body(VILLAGE, "village", ("柳湾村村民委员会", "柳湾村")),
    Body(STATION, "station", ("青禾派出所",)),
]


def department(name: str) -> int:
    return NAMES.index(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县民政局、各乡（镇）人民政府（街道办事处）", {department("民政局"), TOWN}),
        ("县级人民政府民政部门、县级财政部门", {department("民政局"), department("财政局")}),
        ("乡镇人民政府；行政村村民委员会", {TOWN, VILLAGE}),
        ("自然资源主管部门/镇人民政府", {department("自然资源局"), TOWN}),
        ("住房和城乡建设部门", {department("住房和城乡建设局")}),
        ("区人力社保局，镇人民政府（街道办事处）", {department("人力资源和社会保障局"), TOWN}),
        ("公安机关", {department("公安局")}),
        ("司法行政部门", {department("司法局")}),
        ("县级扶贫部门", {department("乡村振兴局")}),
        ("区市场监督管理局", {department("市场监督管理局")}),
        ("城市管理行政执法部门", {department("城市管理局")}),
        ("派出所", {STATION}),
        ("各部门", set(range(len(NAMES)))),
        ("柳湾村", {VILLAGE}),
        ("招标人", set()),
    ],
)
def test_the_words_name_the_bodies_of_this_county(text, expected):
    meant = bodies_meant(text, Marks(), BODIES)
    assert set(meant.found) == expected
    assert bool(meant.unmatched) == (not expected)


def test_ticks_name_all_places_of_a_level():
    meant = bodies_meant("县民政局", Marks(county=True, township=True, village=True), BODIES)
    assert set(meant.found) == {department("民政局"), TOWN, VILLAGE}
    assert meant.found[TOWN] == "公开层级：乡级"


def test_the_branch_of_a_department_is_found_under_any_place_name():
    assert stem("明白县市场监督管理局") == stem("县市场监管局") == "市场监管"
    assert stem("明白县人力资源和社会保障局") == "人力资源社会保障"
