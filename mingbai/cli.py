"""The `mingbai` command: an umbrella over the management commands of the apps."""

import os
import sys

from django.core.management import execute_from_command_line

# Verbs whose plain name Django already uses for a command of its own.
RENAMED = {"check": "check_document"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.settings")
    arguments = sys.argv[:]
    if len(arguments) > 1:
        arguments[1] = RENAMED.get(arguments[1], arguments[1])
    execute_from_command_line(arguments)
