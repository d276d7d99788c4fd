"""`mingbai foi export` and `mingbai foi verify`."""

import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def run(capsys, *arguments) -> tuple[int, dict]:
    status = 0
    try:
        call_command("foi", *arguments, "--json")
    except SystemExit as end:
        status = int(end.code)
    return status, json.loads(capsys.readouterr().out)


def test_a_file_is_exported_and_verified_from_the_command_line(capsys, tmp_path, cast, answered, case):
    out = tmp_path / "整卷.zip"
    status, told = run(capsys, "export", "--number", answered.number, "--out", str(out), "--as", "foiofficer")
    assert (status, told["ok"], told["with_identity"]) == (0, True, False)
    status, found = run(capsys, "verify", str(out))
    assert (status, found["ok"], found["trail"], found["request"]) == (0, True, "confirmed", answered.number)
    out.write_bytes(out.read_bytes()[:-1] + b"x")
    status, found = run(capsys, "verify", str(out))
    assert (status, found["ok"]) == (1, False)


def test_somebody_who_may_not_gets_no_file(capsys, tmp_path, answered):
    out = tmp_path / "x.zip"
    status, told = run(capsys, "export", "--number", answered.number, "--out", str(out), "--as", "drafter")
    assert (status, told["ok"], out.exists()) == (1, False, False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "--number", "没有", "--out", "{}", "--as", "foiofficer"], "没有登记编号"),
        (["export", "--number", "N", "--out", "{}", "--as", "nobody"], "没有用户名"),
        (["export", "--number", "N", "--out", "{}/none/x.zip", "--as", "foiofficer"], "没有文件夹"),
        (["verify", "/nowhere.zip"], "打不开文件"),
    ],
)
def test_a_wrong_command_line_is_told(tmp_path, answered, arguments, words):
    filled = [one.replace("{}", str(tmp_path / "x")) if one != "N" else answered.number for one in arguments]
    with pytest.raises(CommandError, match=words):
        call_command("foi", *filled)


def test_nothing_is_overwritten(tmp_path, answered):
    out = tmp_path / "x.zip"
    out.write_bytes(b"kept")
    with pytest.raises(CommandError, match="已经有了"):
        call_command("foi", "export", "--number", answered.number, "--out", str(out), "--as", "foiofficer")
    assert out.read_bytes() == b"kept"
