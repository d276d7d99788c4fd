"""What holds for any text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.documents.document import Document
from mingbai.documents.reading import read as read_document
from mingbai.documents.refusals import Refused
from mingbai.plans.reader import Reading, read
from mingbai.plans.reader.tasks import MODALITIES, PERS

PIECES = st.sampled_from(
    [
        *(
            "一、",
            "（一）",
            "(二)",
            "1.",
            "2、",
            "（1）",
            "①",
            "第三条 ",
            "二、",
            "4、",
            "1.1 ",
            "附件1",
            "\n",
            "\n",
            "\n",
            "\t",
            "|",
        ),
        *(
            "加强政务公开",
            "公开预算。",
            "各村居应更新。",
            "要",
            "不得",
            "鼓励",
            "原则上",
            "。",
            "，",
            "；",
            "：",
            "、",
            " ",
        ),
        *(
            "〔财政局牵头，审计局配合〕",
            "（责任单位：县政府办、各乡镇）",
            "〔",
            "）",
            "【",
            "由教体局负责",
            "配合单位：",
            "和",
            "等部门",
        ),
        *(
            "2021年10月底前",
            "年内",
            "13月45日前",
            "每季度",
            "至少一次",
            "每年不少于2次",
            "8类",
            "一式三份",
            "二〇二一年",
            "99999999年",
        ),
        *(
            "序号",
            "任务",
            "责任单位",
            "时限",
            "指导思想",
            "2021年3月1日",
            "“三大战略”",
            "《意见》",
            "（国办发〔2018〕2号）",
            "🙂",
            "\u3000",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)


def flat(text: str) -> str:
    return "".join(text.split())


def assert_nothing_invented(reading: Reading, document: Document) -> None:
    printed = flat(document.text)
    for task in reading.tasks:
        assert flat(task.source) in printed
        assert task.text.strip()
        assert all(flat(unit) in printed for unit in (*task.lead, *task.support))
        assert all(flat(due.text) in printed for due in task.deadlines)
        assert all(flat(one.text) in printed for one in (*task.frequencies, *task.quantities))
        assert all(one.per is None or one.per in PERS for one in task.frequencies)
        assert task.modality in MODALITIES
        assert not set(task.lead) & set(task.support)
    assert len(set(reading.unmatched_units)) == len(reading.unmatched_units)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_nothing_in_it_is_invented(text):
    try:
        document = read_document(text.encode("utf-8", "ignore"), "a.txt")
    except Refused:
        return
    assert_nothing_invented(read(document), document)


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=6), st.integers(1, 9))
@settings(max_examples=75, deadline=None)
def test_any_table_is_read_and_nothing_in_it_is_invented(rows, span):
    head = "<tr><th>任务</th><th>责任单位</th><th>时限</th></tr>"
    cells = "".join(
        f"<tr><td rowspan={span}>{a}</td><td>{b}</td><td colspan={span}>{c}</td></tr>" for a, b, c in rows
    )
    try:
        document = read_document(
            f"<html><body><table>{head}{cells}</table></body></html>".encode("utf-8", "ignore"), "a.html"
        )
    except Refused:
        return
    assert_nothing_invented(read(document), document)


HEAVY = ["1、甲\n1.乙\n", "（一）公开。\n1.要\n", "（", "《", "每", "1", "年内至少", "牵头、", "一、“"]


@pytest.mark.parametrize("piece", HEAVY)
def test_a_forged_text_neither_nests_nor_lasts_without_end(piece):
    text = "一、" + piece * (6000 // len(piece))
    document = Document("txt", text=text)
    assert_nothing_invented(read(document), document)


@given(TEXTS)
@settings(max_examples=75, deadline=None)
def test_the_same_text_is_read_the_same_way_twice(text):
    document = Document("txt", text=text)
    assert read(document) == read(document)
