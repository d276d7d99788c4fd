"""The `mingbai` command before any verb has begun."""

import sys

import pytest

from mingbai import cli
from mingbai.commands import verb
from mingbai.commands.verb import NO_DATABASE, REFUSED, WRONG_USE
from mingbai.tracing.management.commands import verify


def ended(monkeypatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["mingbai", *words])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(str(end.value.code))


@pytest.mark.parametrize("words", [(), ("nosuch",)])
def test_without_a_known_verb_the_verbs_are_listed_and_the_status_is_2(words, monkeypatch, capsys):
    assert ended(monkeypatch, *words) == WRONG_USE
    told = capsys.readouterr().err
    assert "  check         发布前检查一个文件" in told
    assert "migrate" not in told


def test_asking_for_help_is_no_mistake(monkeypatch, capsys):
    assert ended(monkeypatch, "help") == 0
    assert "  verify        " in capsys.readouterr().out


def test_a_wrong_word_after_a_verb_is_told_in_chinese_with_the_way_to_write_it(monkeypatch, capsys):
    assert ended(monkeypatch, "user", "fly", "zhangsan") == WRONG_USE
    told = capsys.readouterr().err
    assert "只能写：'create'" in told
    assert "写法：mingbai user" in told


def test_a_database_that_does_not_answer_is_told_without_a_traceback(monkeypatch, capsys):
    def away(*args, **options):
        raise verb.DatabaseError("connection refused\nsecond line")

    monkeypatch.setattr(verify, "verify", away)
    assert ended(monkeypatch, "verify") == REFUSED
    told = capsys.readouterr().err
    assert "connection refused" in told
    assert NO_DATABASE in told
    assert "Traceback" not in told
