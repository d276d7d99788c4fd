"""`mingbai check`, as a person types it."""

import json

import pytest
from django.core.management import CommandError, call_command

TEXT = "关于发放补贴的公示\n户主：张三，电话13812345678，请布署。\n"


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "公示.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def printed(capsys, *arguments):
    with pytest.raises(SystemExit) as stop:
        call_command("check_document", *arguments)
    return stop.value.code, capsys.readouterr().out


@pytest.mark.django_db
def test_findings_are_printed_for_people_and_the_status_is_one(paper, capsys):
    status, text = printed(capsys, paper)
    assert status == 1
    assert "不能发布 1 处" in text
    assert "13812345678" not in text
    assert "正文" in text


@pytest.mark.django_db
def test_json_has_the_agreed_shape(paper, capsys):
    _, text = printed(capsys, paper, "--json")
    data = json.loads(text)
    assert data["blocked"] is True
    keys = {"kind", "rule", "severity", "excerpt", "where", "start", "end", "suggestion"}
    assert all(keys <= set(finding) for finding in data["findings"])


@pytest.mark.django_db
def test_mask_prints_the_masked_text(paper, capsys):
    _, text = printed(capsys, paper, "--mask")
    assert "户主：张**，电话138****5678" in text
    assert "发放补贴的公示" in text


@pytest.mark.django_db
def test_a_clean_file_ends_with_nothing_found(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("请各村按时完成。", encoding="utf-8")
    call_command("check_document", str(path))
    assert "没有发现问题" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_refused_file_says_why(tmp_path, capsys):
    path = tmp_path / "a.docx"
    path.write_bytes(b"")
    status, text = printed(capsys, str(path), "--json")
    assert status == 1
    assert json.loads(text)["refused"] == "empty"


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [["没有这个文件.txt"], ["x.txt", "--organisation", "ZZZ"]])
def test_a_wrong_command_line_is_told_in_words(arguments):
    with pytest.raises(CommandError) as refusal:
        call_command("check_document", *arguments)
    assert refusal.value.returncode == 2


def test_a_file_can_be_checked_without_tables(paper, capsys, monkeypatch):
    monkeypatch.setattr("mingbai.checks.management.commands.check_document.has_tables", lambda: False)
    status, text = printed(capsys, paper)
    assert status == 1
    assert "布署" in text
