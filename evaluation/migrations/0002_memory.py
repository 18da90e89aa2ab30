import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    """Until units are rearranged, who was asked is who answers."""
    apps.get_model("evaluation", "Round").objects.update(present_unit=F("unit"))


def present_unit(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="present_rounds", to="units.unit", verbose_name="đơn vị phụ trách hiện nay", **more
    )


class Migration(migrations.Migration):
    # PostgreSQL refuses to alter a table in the transaction that filled it.
    atomic = False

    dependencies = [
        ("evaluation", "0001_initial"),
        ("units", "0002_memory"),
    ]

    operations = [
        migrations.AddField("round", "present_unit", present_unit(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("round", "present_unit", present_unit()),
    ]
