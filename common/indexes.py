"""Migrations that take an index away and touch nothing else."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class WithoutOwnIndex(Operation):
    """A column loses the index, or the two, that Django made for it alone.

    `AlterField` writes a whole table anew for this on SQLite, and on PostgreSQL takes along a rule of uniqueness that is
    kept by an index of the same column.
    """

    def __init__(self, model_name: str, name: str) -> None:
        self.model_name, self.name = model_name, name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        field = state.models[app_label, self.model_name].fields[self.name].clone()
        field.db_index = False
        state.alter_field(app_label, self.model_name, self.name, field, preserve_default=True)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for statement in self._making(app_label, schema_editor, from_state):
            schema_editor.execute(f"DROP INDEX {statement.parts['name']}")

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for statement in self._making(app_label, schema_editor, to_state):
            schema_editor.execute(statement)

    def _making(self, app_label: str, schema_editor: Any, indexed: ProjectState) -> list[Any]:
        """What Django says to make the indexes, in a state where it makes them."""
        model: Any = indexed.apps.get_model(app_label, self.model_name)
        return schema_editor._field_indexes_sql(model, model._meta.get_field(self.name))

    def describe(self) -> str:
        return f"Take the index of {self.name} alone from {self.model_name}"
