"""`mingbai plan FILE`."""

import io
import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from mingbai.commands.verb import WrongUse
from mingbai.plans.management.commands import plan as command

TEXT = """甲县2021年政务公开工作要点
一、公开预算，每季度更新一次，10月底前建成3个专栏。〔财政局牵头，各乡镇配合〕
二、不得超期答复。
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "要点.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments) -> str:
    out = io.StringIO()
    call_command("plan", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_tasks_of_a_file_are_printed_as_json(file):
    data = json.loads(run(file, "--json"))
    assert (data["title"], data["year"]) == ("甲县2021年政务公开工作要点", 2021)
    assert data["unmatched_units"] == ["财政局", "各乡镇"]
    first, second = data["tasks"]
    assert (first["path"], first["lead"], first["support"]) == ("一、", ["财政局"], ["各乡镇"])
    assert first["deadline"] == {"text": "10月底前", "date": "2021-10-31"}
    assert first["frequency"] == {"text": "每季度更新一次", "times": 1, "per": "quarter", "at_least": False}
    assert {"text": "3个专栏", "number": 3, "unit": "个"} in first["quantities"]
    assert first["source"] in TEXT
    assert (second["deadline"], second["frequency"], second["modality"]) == (None, None, "must_not")


def test_units_are_matched_with_the_organisations_in_the_database(file, cast):
    data = json.loads(run(file, "--json"))
    assert cast.town.code in data["tasks"][0]["support_organisations"]
    assert "各乡镇" not in data["unmatched_units"]


@pytest.mark.django_db
def test_people_read_what_was_found(file):
    printed = run(file)
    for words in (
        "任务：2 项",
        "牵头：财政局",
        "时限：10月底前（2021-10-31）",
        "没有对应到机构的单位：财政局",
    ):
        assert words in printed


def test_without_a_database_the_plan_is_read_all_the_same(file, monkeypatch, db):
    def missing():
        raise DatabaseError("no such table")

    monkeypatch.setattr(command, "directory", missing)
    assert json.loads(run(file, "--json"))["unmatched_units"] == ["财政局", "各乡镇"]


def test_a_file_that_cannot_be_read_is_refused_with_all_keys(tmp_path):
    broken = tmp_path / "a.docx"
    broken.write_bytes(b"not a document")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("plan", str(broken), "--json", stdout=out)
    data = json.loads(out.getvalue())
    assert (data["tasks"], data["title"]) == ([], None)
    assert data["refused"]["message"]


def test_a_missing_file_is_a_wrong_use(tmp_path):
    with pytest.raises(WrongUse, match="打不开文件"):
        run(tmp_path / "none.docx")
