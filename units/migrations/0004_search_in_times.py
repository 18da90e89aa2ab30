from django.db import migrations, models

from units.naming import search_text


def fill(apps, schema_editor):
    """Former names are found without marks as well."""
    times = apps.get_model("units", "UnitVersion").objects
    rows = list(times.only("full_name", "short_name", "code"))
    for row in rows:
        row.search_text = search_text(row)
    times.bulk_update(rows, ["search_text"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("units", "0003_first_times"),
    ]

    operations = [
        migrations.AddField(
            model_name="unitversion",
            name="search_text",
            field=models.CharField(default="", editable=False, max_length=700, verbose_name="chữ để tìm"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
