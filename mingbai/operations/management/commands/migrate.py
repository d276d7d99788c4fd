from typing import Any

from django.core.management.commands import migrate

from mingbai.operations.migrations_at_once import Executor


class Command(migrate.Command):
    """Django's own, with the quicker executor."""

    def handle(self, *args: Any, **options: Any) -> None:
        # The command has no seam for it but the name in its module, which the stubs do not tell.
        usual, migrate.MigrationExecutor = migrate.MigrationExecutor, Executor  # type: ignore[attr-defined]
        try:
            super().handle(*args, **options)
        finally:
            migrate.MigrationExecutor = usual  # type: ignore[attr-defined]
