"""Setting up a new database in seconds: each table is made from the models it points to, not from all.

After every step Django draws all models anew that are connected with the one it has just changed. Here nearly
everything points to organisations and people, so that 280 tables cost 280 times 280 models: two minutes.
What changes a table needs only the table's own model and those its columns point to. Steps that reach beyond
(keys, renames, what runs Python) go as Django runs them. `mingbai migrate` and the tests use this; what ends
in the database is the same.
"""

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelOptions,
    CreateModel,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

Key = tuple[str, str]
OF_ONE_TABLE = (AddConstraint, AddField, AddIndex, AlterField, AlterModelOptions, CreateModel)


class Executor(MigrationExecutor):
    """Django's, but models are drawn only when a step needs them."""

    def _migrate_all_forwards(
        self, state: ProjectState, plan: Any, full_plan: Any, fake: bool, fake_initial: bool
    ) -> ProjectState:
        wanted = {migration for migration, _ in plan}
        for migration, _ in full_plan:
            if not wanted:
                break
            if migration in wanted:
                state = self.apply_migration(state, _AtOnce(migration), fake=fake, fake_initial=fake_initial)
                wanted.remove(migration)
        return state


class _AtOnce(Migration):
    """A migration that makes its tables without drawing all models."""

    def __init__(self, migration: Migration) -> None:
        super().__init__(migration.name, migration.app_label)
        # Class attributes too (initial, atomic): a migration says them on its class.
        self.__dict__.update({**vars(type(migration)), **vars(migration)})

    def apply(
        self, project_state: ProjectState, schema_editor: Any, collect_sql: bool = False
    ) -> ProjectState:
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        for operation in self.operations:
            key = self._key_of(operation, project_state)
            if key is None:
                self._as_django_does(operation, project_state, schema_editor)
            else:
                self._on_one_table(operation, key, project_state, schema_editor)
        return project_state

    def _key_of(self, operation: Operation, state: ProjectState) -> Key | None:
        """The one model that a step is about; None where others may have to change with it."""
        if type(operation) not in OF_ONE_TABLE:
            return None
        # Those about a field or an index name the model; those about a model are named like it.
        name = getattr(operation, "model_name_lower", None) or operation.name_lower  # type: ignore[attr-defined]
        key = (self.app_label, str(name))
        if isinstance(operation, AlterField):
            old, new = state.models[key].fields[operation.name], operation.field
            if any(one.primary_key or one.unique or one.many_to_many for one in (old, new)):
                return None
        return key

    def _on_one_table(self, operation: Operation, key: Key, state: ProjectState, schema_editor: Any) -> None:
        before = _with_what_it_points_to(state, key)
        state.__dict__.pop("apps", None)
        operation.state_forwards(self.app_label, state)
        after = _with_what_it_points_to(state, key)
        operation.database_forwards(self.app_label, schema_editor, before, after)

    def _as_django_does(self, operation: Operation, state: ProjectState, schema_editor: Any) -> None:
        one = Migration(self.name, self.app_label)
        vars(one).update(operations=[operation], atomic=self.atomic)
        state.apps  # noqa: B018 - draws the models, which a step on a drawn state keeps up to date
        one.apply(state, schema_editor)


def _with_what_it_points_to(state: ProjectState, key: Key) -> ProjectState:
    """A state of that model and of all models it points to, directly or through others."""
    found: dict[Key, ModelState] = {}
    left = [key]
    while left:
        one = left.pop()
        if one not in found and one in state.models:
            found[one] = state.models[one]
            left += _pointed_to(state.models[one])
    return ProjectState({one: model.clone() for one, model in found.items()}, state.real_apps)


def _pointed_to(model: ModelState) -> list[Key]:
    named: list[Any] = [base for base in model.bases if isinstance(base, str)]
    for field in model.fields.values():
        remote = getattr(field, "remote_field", None)
        if remote is not None:
            named += [remote.model, getattr(remote, "through", None)]
    return [_key(one, model.app_label) for one in named if one not in (None, "self")]


def _key(target: Any, app_label: str) -> Key:
    if not isinstance(target, str):
        return target._meta.app_label, target._meta.model_name
    app, dot, name = target.rpartition(".")
    return (app.lower() if dot else app_label, name.lower())
