from django.db import migrations, models

from common.indexes import WithoutOwnIndex


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_reminders"),
        ("evaluation", "0015_cleared_sheets"),
        ("registrations", "0034_fewer_indexes"),
        ("units", "0009_fewer_indexes"),
    ]
    operations = [
        WithoutOwnIndex("nomination", "scope_path"),
        migrations.AddIndex("nomination", models.Index(fields=["scope_path"], name="nomination_scope_path")),
        WithoutOwnIndex("round", "scope_path"),
        migrations.AddIndex("round", models.Index(fields=["scope_path"], name="round_scope_path")),
    ]
