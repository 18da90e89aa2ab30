import django.utils.timezone
from django.db import migrations, models
from django.db.models import F


def as_nominated(apps, schema_editor):
    """Until now every dossier came with what it had when it was nominated."""
    apps.get_model("evaluation", "Nomination").objects.update(frozen_at=F("nominated_at"))


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0008_reopened")]

    operations = [
        migrations.AddField(
            model_name="nomination",
            name="frozen_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="hồ sơ như lúc"
            ),
        ),
        migrations.RunPython(as_nominated, migrations.RunPython.noop),
    ]
