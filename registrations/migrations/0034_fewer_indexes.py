import common.fields
import django.db.models.deletion
from django.db import migrations, models

from common.indexes import WithoutOwnIndex


class Migration(migrations.Migration):

    dependencies = [
        ('registrations', '0033_of_one_unit'),
        ('units', '0009_fewer_indexes'),
    ]

    operations = [
        WithoutOwnIndex(
            model_name='plan',
            name='issuer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='units.unit', verbose_name='đơn vị ban hành'),
        ),
        WithoutOwnIndex(
            model_name='plan',
            name='scope_path',
            field=common.fields.BytewiseCharField(editable=False, max_length=120, verbose_name='phạm vi áp dụng'),
        ),
        WithoutOwnIndex(
            model_name='quota',
            name='plan',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='registrations.plan', verbose_name='kế hoạch'),
        ),
        WithoutOwnIndex(
            model_name='registration',
            name='desk',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='desk_registrations', to='units.unit', verbose_name='nơi đang xử lý'),
        ),
        WithoutOwnIndex(
            model_name='registration',
            name='highest_level',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.level', verbose_name='cấp đăng ký cao nhất'),
        ),
        WithoutOwnIndex(
            model_name='registration',
            name='plan',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='registrations.plan', verbose_name='kế hoạch'),
        ),
        WithoutOwnIndex(
            model_name='registration',
            name='present_unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='present_registrations', to='units.unit', verbose_name='đơn vị hiện nay'),
        ),
        WithoutOwnIndex(
            model_name='registration',
            name='sector',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='registrations.sector', verbose_name='lĩnh vực'),
        ),
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(fields=['scope_path'], name='plan_scope_path'),
        ),
    ]
