"""Cells of elements as checklists."""

from types import SimpleNamespace

import pytest

from mingbai.catalogue.rules.elements import SIX, elements_of, split_elements

CELLS = [
    ("监督检查；投诉电话", ("监督检查", "投诉电话")),
    ("办理事项、办理条件、申请材料", ("办理事项", "办理条件", "申请材料")),
    ("《甲办法》、《乙、丙办法（试行）》、各地配套政策文件", ("《甲办法》", "《乙、丙办法（试行）》", "各地配套政策文件")),
    ("标题、文号；正文", ("标题、文号", "正文")),
    ("1.机构职能 2.办公地址 3.联系方式", ("机构职能", "办公地址", "联系方式")),
    ("（1）受理条件；（2）办理流程；", ("受理条件", "办理流程")),
    ("①名单\n②金额", ("名单", "金额")),
    ("补助标准为每人1.5万元", ("补助标准为每人1.5万元",)),
    ("文件分类、标题和具体内容等", ("文件分类", "标题和具体内容")),
    ("依据，条件，程序", ("依据", "条件", "程序")),
    ("各校本年度招生计划", ("各校本年度招生计划",)),
    ("", ()),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_a_cell_is_split_into_elements(cell, expected):
    assert split_elements(cell) == expected


def test_the_six_elements_follow_and_keys_stay_with_the_wording():
    first = elements_of(SimpleNamespace(elements="名单；金额"))
    second = elements_of(SimpleNamespace(elements="金额；对象"))
    assert [one.label for one in first] == ["名单", "金额", *SIX]
    assert first[1].key == second[0].key and len({one.key for one in first}) == len(first)
