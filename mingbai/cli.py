"""The `mingbai` command: an umbrella over the management commands of the apps."""

import os
import sys

import django
from django.core import management
from django.core.exceptions import ImproperlyConfigured
from django.core.management import (
    execute_from_command_line,
    find_commands,
    get_commands,
    load_command_class,
)

from mingbai.lib.configured import BadSetting

# Verbs whose plain name Django already uses for a command of its own.
RENAMED = {"check": "check_document"}
HELP = {"help", "--help", "-h"}
REFUSED, WRONG_USE = 1, 2


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.settings")
    try:
        django.setup()  # before anybody asks which commands there are: Django remembers its first answer
    except (BadSetting, ImproperlyConfigured) as problem:
        sys.exit(_say(f"设置有误，没有启动：{problem}", REFUSED))
    arguments = sys.argv[:]
    asked = arguments[1] if len(arguments) > 1 else ""
    if not asked or (asked in HELP and len(arguments) == 2):
        sys.exit(_say(verbs(), 0 if asked else WRONG_USE))
    if not asked.startswith("-") and asked not in HELP and RENAMED.get(asked, asked) not in get_commands():
        sys.exit(_say(f"没有“{asked}”这个命令。\n{verbs()}", WRONG_USE))
    arguments[1] = RENAMED.get(asked, asked)
    execute_from_command_line(arguments)


def verbs() -> str:
    """The product's own verbs, one line each; Django's commands work too but are not listed."""
    plain = {command: verb for verb, command in RENAMED.items()}
    commands = {name for name, app in get_commands().items() if str(app).startswith("mingbai.")}
    ours = sorted(commands.difference(*map(find_commands, management.__path__)))
    lines = [f"  {plain.get(name, name):<14}{_about(name)}" for name in ours]
    return "\n".join(["可以用的命令（加 --help 看写法）：", *lines])


def _about(name: str) -> str:
    return load_command_class(str(get_commands()[name]), name).help


def _say(text: str, status: int) -> int:
    (sys.stderr if status else sys.stdout).write(f"{text}\n")
    return status
