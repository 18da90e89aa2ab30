import django.db.models.deletion
from django.db import migrations, models

from common.indexes import WithoutOwnIndex


class Migration(migrations.Migration):

    dependencies = [
        ('units', '0008_one_present_time'),
    ]

    operations = [
        WithoutOwnIndex(
            model_name='unit',
            name='level',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='units.level', verbose_name='cấp'),
        ),
        WithoutOwnIndex(
            model_name='unitversion',
            name='level',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.level', verbose_name='cấp'),
        ),
    ]
