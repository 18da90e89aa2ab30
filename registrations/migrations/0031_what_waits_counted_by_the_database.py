"""What waits at the desks is counted by the database itself, as 0029 has it for what was sent."""

import common.fields
import django.db.models.deletion
from django.db import migrations, models

from registrations import tallies


def let_go(apps, schema_editor):
    tallies.let_go(schema_editor, "registrations_waitingtally")


class Migration(migrations.Migration):

    dependencies = [
        ('registrations', '0030_walked_by_desk_and_plan'),
        ('units', '0006_desk_settings'),
    ]

    operations = [
        migrations.CreateModel(
            name='WaitingTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope_path', common.fields.BytewiseCharField(max_length=120, verbose_name='phạm vi')),
                ('more', models.IntegerField(verbose_name='thêm hoặc bớt')),
                ('state', models.CharField(max_length=12, verbose_name='trạng thái')),
                ('desk', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.unit', verbose_name='nơi tiếp nhận')),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'sổ đếm hồ sơ đang chờ',
                'indexes': [models.Index(fields=['desk', 'state', 'scope_path', 'unit', 'more'], name='waiting_tally_at_desk')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, let_go),
    ]
