import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0011_rates'),
        ('units', '0006_desk_settings'),
    ]

    operations = [
        migrations.AddField(
            model_name='latereminder',
            name='headed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='cơ quan ghi ở đầu giấy'),
        ),
    ]
