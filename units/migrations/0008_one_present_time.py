from django.db import migrations


def _put_back(apps, schema_editor):
    """0005 took the index of a unit's times away; on PostgreSQL Django took the rule of one present time, kept by an
    index of the same column, along with it."""
    model = apps.get_model("units", "UnitVersion")
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, model._meta.db_table)
    for constraint in model._meta.constraints:
        if constraint.name not in there:
            schema_editor.add_constraint(model, constraint)


class Migration(migrations.Migration):
    dependencies = [("units", "0007_room_in_times")]
    operations = [migrations.RunPython(_put_back, migrations.RunPython.noop)]
