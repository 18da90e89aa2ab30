"""Numbers of the home pages are counted by the database itself, with every change of a registration.

The triggers are made after the migrations (registrations/tallies.py); on the way back they go before the tables they
write to.
"""

import common.fields
import django.db.models.deletion
from django.db import migrations, models

from registrations import tallies

# Triggers are no state of the models: they are made and let go in one place, as they are written there.
def let_go(apps, schema_editor):
    tallies.let_go(schema_editor, "registrations_senttally", "registrations_confirmedtally")


class Migration(migrations.Migration):

    dependencies = [
        ('registrations', '0028_who_keeps_aside'),
        ('units', '0006_desk_settings'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConfirmedTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope_path', common.fields.BytewiseCharField(max_length=120, verbose_name='phạm vi')),
                ('more', models.IntegerField(verbose_name='thêm hoặc bớt')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('sector', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registrations.sector', verbose_name='lĩnh vực')),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'sổ đếm hồ sơ đã vào sổ',
                'indexes': [models.Index(fields=['year', 'scope_path', 'sector', 'unit', 'more'], name='confirmed_tally_of_year')],
            },
        ),
        migrations.CreateModel(
            name='SentTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope_path', common.fields.BytewiseCharField(max_length=120, verbose_name='phạm vi')),
                ('more', models.IntegerField(verbose_name='thêm hoặc bớt')),
                ('state', models.CharField(max_length=12, verbose_name='trạng thái')),
                ('kind', models.CharField(max_length=12, verbose_name='loại')),
                ('plan', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registrations.plan', verbose_name='kế hoạch')),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'sổ đếm hồ sơ đã nộp',
                'indexes': [models.Index(fields=['plan', 'scope_path', 'state', 'kind', 'unit', 'more'], name='sent_tally_of_plan')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, let_go),
    ]
