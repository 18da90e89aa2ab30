from django.db import migrations

from common.indexes import WithoutOwnIndex


class Migration(migrations.Migration):
    dependencies = [("units", "0008_one_present_time")]
    operations = [WithoutOwnIndex("unit", "level"), WithoutOwnIndex("unitversion", "level")]
