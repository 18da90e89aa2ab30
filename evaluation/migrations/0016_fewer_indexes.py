import common.fields
from django.db import migrations, models

from common.indexes import WithoutOwnIndex


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_reminders'),
        ('evaluation', '0015_cleared_sheets'),
        ('registrations', '0034_fewer_indexes'),
        ('units', '0009_fewer_indexes'),
    ]

    operations = [
        WithoutOwnIndex(
            model_name='nomination',
            name='scope_path',
            field=common.fields.BytewiseCharField(editable=False, max_length=120, verbose_name='phạm vi'),
        ),
        WithoutOwnIndex(
            model_name='round',
            name='scope_path',
            field=common.fields.BytewiseCharField(editable=False, max_length=120, verbose_name='phạm vi'),
        ),
        migrations.AddIndex(
            model_name='nomination',
            index=models.Index(fields=['scope_path'], name='nomination_scope_path'),
        ),
        migrations.AddIndex(
            model_name='round',
            index=models.Index(fields=['scope_path'], name='round_scope_path'),
        ),
    ]
