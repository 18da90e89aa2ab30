import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    """Until units are rearranged, who was asked is who answers."""
    apps.get_model("registrations", "Quota").objects.update(present_unit=F("unit"))


def present_unit(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="present_quotas", to="units.unit", verbose_name="đơn vị hiện nay", **more
    )


class Migration(migrations.Migration):
    # PostgreSQL refuses to alter a table in the transaction that filled it.
    atomic = False

    dependencies = [
        ("registrations", "0001_initial"),
        ("units", "0002_memory"),
    ]

    operations = [
        migrations.AddField("quota", "present_unit", present_unit(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("quota", "present_unit", present_unit()),
    ]
