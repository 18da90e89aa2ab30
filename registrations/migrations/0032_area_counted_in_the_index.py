"""What was sent in an area is counted in the index alone, for the list as for the charts."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_reminders'),
        ('registrations', '0031_what_waits_counted_by_the_database'),
        ('units', '0006_desk_settings'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='registration',
            name='registration_in_area',
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['scope_path', 'state', 'kind', 'origin', 'sector', 'highest_level', 'path_then', 'first_sent_at'], name='registration_in_area'),
        ),
    ]
