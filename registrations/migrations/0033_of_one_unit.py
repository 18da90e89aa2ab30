"""A unit's newest registrations, and what waits for it, are found in an index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_reminders'),
        ('registrations', '0032_area_counted_in_the_index'),
        ('units', '0006_desk_settings'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['present_unit', 'first_sent_at', 'id'], name='registration_newest_of_unit'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['present_unit', 'state', 'asks_owner_at', 'amendment_sent_at'], name='registration_of_unit'),
        ),
    ]
