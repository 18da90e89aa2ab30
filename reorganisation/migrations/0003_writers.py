"""Who wrote in an operation does not decide on it: known by name, beside who began and who proposed it."""

from django.conf import settings
from django.db import migrations, models


def name_writers(apps, schema_editor):
    for operation in apps.get_model("reorganisation", "Operation").objects.select_related("created_by", "proposed_by"):
        operation.writers.add(*(one.user_id for one in (operation.created_by, operation.proposed_by) if one))


class Migration(migrations.Migration):
    dependencies = [
        ("reorganisation", "0002_import"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "operation", "writers",
            models.ManyToManyField(editable=False, help_text="Không tự duyệt việc mình ghi.", related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="những người đã ghi"),
        ),
        migrations.RunPython(name_writers, migrations.RunPython.noop),
        migrations.RemoveField("operation", "proposed_by"),
    ]
