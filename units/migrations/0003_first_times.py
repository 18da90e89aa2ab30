from django.db import migrations
from django.db.models import F


def remember(apps, schema_editor):
    """What stands in the tree today is the first time of every unit."""
    Unit, UnitVersion = apps.get_model("units", "Unit"), apps.get_model("units", "UnitVersion")
    Unit.objects.update(scope_path=F("path"))
    same = [field.attname for field in UnitVersion._meta.concrete_fields if hasattr(Unit, field.attname)]
    same.remove("id")
    UnitVersion.objects.bulk_create(
        [
            UnitVersion(unit_id=unit.pk, **{name: getattr(unit, name) for name in same})
            for unit in Unit.objects.iterator(2000)
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ("units", "0002_memory"),
    ]

    operations = [
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
