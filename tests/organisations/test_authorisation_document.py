from io import StringIO

import pytest
from django.core.management import call_command

from mingbai.organisations.authorisation import ACTIONS
from mingbai.organisations.exports import authorisation_markdown


def test_the_manual_shows_the_table_as_it_is():
    call_command("authorisation", "--check", stdout=StringIO())


def test_another_table_is_noticed(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "authorisation.md").write_text(authorisation_markdown() + "x")

    with pytest.raises(SystemExit) as stop:
        call_command("authorisation", "--check", stdout=StringIO())
    assert stop.value.code == 1


def test_every_action_has_a_line_in_the_matrix():
    text = authorisation_markdown()

    assert all(f"\n| {label} | " in text for label in ACTIONS.values())
    assert "| 签发 |  |  |  |  | 本单位及下级 |" in text
