from django.db import migrations, models


def one_becomes_the_first(apps, schema_editor):
    """The one file that stood beside a self-score until now."""
    score = apps.get_model("evaluation", "SelfScore")
    named = score.files.through
    rows = score.objects.filter(file__isnull=False).order_by("pk").values_list("pk", "file")
    named.objects.bulk_create((named(selfscore_id=key, attachment_id=file) for key, file in rows), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0010_field_teams")]

    operations = [
        migrations.AddField(
            model_name="selfscore",
            name="files",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="registrations.attachment", verbose_name="tệp minh chứng"
            ),
        ),
        migrations.RunPython(one_becomes_the_first, migrations.RunPython.noop),
    ]
