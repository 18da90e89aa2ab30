"""The day of the first confirmation is kept on the record as well: what a year confirmed is counted in an index."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def keep(apps, schema_editor):
    receipts = apps.get_model("registrations", "Receipt").objects.filter(is_first=True, registration=OuterRef("pk"))
    records = apps.get_model("registrations", "Registration").objects.all()
    records.update(confirmed_on=Subquery(receipts.values("confirmed_on")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_reminders'),
        ('registrations', '0026_signed_lists'),
        ('units', '0006_desk_settings'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='registration',
            name='registration_desk_state',
        ),
        migrations.AddField(
            model_name='registration',
            name='confirmed_on',
            field=models.DateField(editable=False, null=True, verbose_name='xác nhận lần đầu ngày'),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['desk', 'state', 'sent_at', 'due_on', 'scope_path', 'first_sent_at'], name='registration_desk_state'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['confirmed_on', 'scope_path', 'first_sent_at', 'sector', 'kind', 'origin', 'highest_level', 'path_then'], name='registration_confirmed'),
        ),
    ]
