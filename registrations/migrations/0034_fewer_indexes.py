from django.db import migrations, models

from common.indexes import WithoutOwnIndex


class Migration(migrations.Migration):
    dependencies = [("registrations", "0033_of_one_unit"), ("units", "0009_fewer_indexes")]
    operations = [
        WithoutOwnIndex("plan", "issuer"),
        WithoutOwnIndex("plan", "scope_path"),
        migrations.AddIndex("plan", models.Index(fields=["scope_path"], name="plan_scope_path")),
        WithoutOwnIndex("quota", "plan"),
        *(
            WithoutOwnIndex("registration", name)
            for name in ("plan", "present_unit", "desk", "sector", "highest_level")
        ),
    ]
