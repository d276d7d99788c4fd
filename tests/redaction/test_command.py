"""`mingbai redact`, and the table for the letter."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from mingbai.commands.verb import WrongUse
from mingbai.documents.reading import read
from mingbai.redaction.summary import sentence, summary
from mingbai.redaction.values import Mark, Placed

SECRET = "张三丰收"


@pytest.fixture
def files(word, tmp_path):
    """`files(marks)`: the arguments of the command for a small Word file."""
    (tmp_path / "决定.docx").write_bytes(word.build(word.p(f"当事人{SECRET}，其余照登。")))

    def arguments(marks) -> list[str]:
        written = marks if isinstance(marks, str) else json.dumps(marks)
        (tmp_path / "marks.json").write_text(written, encoding="utf-8")
        named = [str(tmp_path / name) for name in ("决定.docx", "marks.json", "out.docx")]
        return [named[0], "--marks", named[1], "--out", named[2]]

    return arguments


def run(*arguments):
    out = StringIO()
    try:
        call_command("redact", *arguments, stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_the_command_writes_the_file_and_tells_what_it_did(files, tmp_path):
    status, out = run(*files([{"quote": SECRET, "ground": "E15"}]), "--json")
    told = json.loads(out)
    assert status == 0 and told["proof"]["ok"] and told["proof"]["read"]
    assert told["table"] == [
        {"ground": "E15", "article": "《中华人民共和国政府信息公开条例》第十五条", "name": "", "places": 1}
    ]
    assert [(p["where"], p["count"], p["how"]) for p in told["placed"]] == [("正文", 1, "barred")]
    assert read((tmp_path / "out.docx").read_bytes(), "out.docx").text == "当事人█████〔E15〕，其余照登。"


def test_without_json_it_speaks_to_people(files):
    status, out = run(*files([{"quote": SECRET, "ground": "E15"}]))
    assert status == 0 and "所附文件共遮盖 1 处" in out and "读回检查通过" in out


def test_a_mark_that_is_not_found_ends_with_1_and_no_file(files, tmp_path):
    status, out = run(*files([{"quote": "李四五六", "ground": "E15"}]), "--json")
    refused = json.loads(out)["refused"]
    assert status == 1 and not (tmp_path / "out.docx").exists()
    assert refused["missing"][0]["quote"] == "李四五六" and "找不到" in refused["message"]


@pytest.mark.parametrize("marks", ["{", '{"quote": "x"}', [{"quote": SECRET}], [None], "[" * 100_000])
def test_a_wrong_list_of_marks_is_told_in_words(files, marks):
    with pytest.raises(WrongUse, match="标记"):
        run(*files(marks))


def test_the_table_counts_bars_by_ground_in_the_order_of_the_articles():
    placed = [
        Placed(Mark("E16-2", "讨论记录"), "正文", 2),
        Placed(Mark("E15", SECRET), "正文", 3),
        Placed(Mark("E15", SECRET), "批注", 9, "removed"),
        Placed(Mark("E14-1", "密级"), "第 2 页", 1),
    ]
    rows = summary(placed, {"E15": "商业秘密、个人隐私等"})
    assert [(row.ground, row.places) for row in rows] == [("E14-1", 1), ("E15", 3), ("E16-2", 2)]
    assert sentence(rows) == (
        "所附文件共遮盖 6 处：依据《中华人民共和国政府信息公开条例》第十四条遮盖 1 处；"
        "依据《中华人民共和国政府信息公开条例》第十五条（商业秘密、个人隐私等）遮盖 3 处；"
        "依据《中华人民共和国政府信息公开条例》第十六条遮盖 2 处。"
    )


def test_nothing_visible_withheld_gives_no_sentence():
    assert sentence(summary([Placed(Mark("E15", SECRET), "批注", 1, "removed")])) == ""
