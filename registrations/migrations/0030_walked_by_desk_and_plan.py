"""A list walks to an earlier year from the newest of its plans; what waits at a desk is found in the index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_reminders'),
        ('registrations', '0029_counted_by_the_database'),
        ('units', '0006_desk_settings'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='registration',
            name='registration_amending',
        ),
        migrations.RemoveIndex(
            model_name='registration',
            name='registration_desk_state',
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['desk', 'state', 'sent_at', 'due_on', 'scope_path', 'first_sent_at', 'amendment_sent_at', 'submittal'], name='registration_desk_state'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['plan', 'first_sent_at'], name='registration_newest_of_plan'),
        ),
    ]
