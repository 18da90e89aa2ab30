"""Migrations that take an index away and touch nothing else."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AlterField
from django.db.migrations.state import ProjectState


class WithoutOwnIndex(AlterField):
    """A column loses the index, or the two, that Django made for it alone.

    `AlterField` writes a whole table anew for this on SQLite, and on PostgreSQL takes along whatever else is kept by an
    index of that one column, a rule of uniqueness as well.
    """

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model: Any = from_state.apps.get_model(app_label, self.model_name)
        column = model._meta.get_field(self.name).column
        with schema_editor.connection.cursor() as cursor:
            there = schema_editor.connection.introspection.get_constraints(cursor, model._meta.db_table)
        declared = {one.name for one in (*model._meta.indexes, *model._meta.constraints)}
        for name, one in there.items():
            if one["index"] and not one["unique"] and one["columns"] == [column] and name not in declared:
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model: Any = to_state.apps.get_model(app_label, self.model_name)
        editor: Any = schema_editor
        for statement in editor._field_indexes_sql(model, model._meta.get_field(self.name)):
            schema_editor.execute(statement)

    def describe(self) -> str:
        return f"Take the index of {self.name} alone from {self.model_name}"
