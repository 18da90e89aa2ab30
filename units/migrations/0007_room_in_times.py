from django.db import migrations

# A reform ends the present time of nearly every unit: a row that grows into the room beside it leaves its five indexes
# alone. Half a page per row is a few megabytes for a nation. SQLite changes rows in place.
ROOM = {"postgresql": "ALTER TABLE units_unitversion SET (fillfactor = 50)"}
NO_ROOM = {"postgresql": "ALTER TABLE units_unitversion RESET (fillfactor)"}


def _said(statements):
    def say(apps, schema_editor):
        if statement := statements.get(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    return say


class Migration(migrations.Migration):
    dependencies = [("units", "0006_desk_settings")]
    operations = [migrations.RunPython(_said(ROOM), _said(NO_ROOM))]
