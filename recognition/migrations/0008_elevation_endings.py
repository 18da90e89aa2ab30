"""What was put forward to the level above ends in two ways: taken back, or declined."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


def were_withdrawn(apps, schema_editor):
    """Until now the only end was that it was taken back."""
    apps.get_model("recognition", "Elevation").objects.exclude(ended_at=None).update(ended_as="withdrawn")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_reminders"),
        ("recognition", "0007_headed_by"),
    ]

    operations = [
        migrations.RemoveConstraint("elevation", "elevation_once_per_level"),
        migrations.RemoveConstraint("elevation", "elevation_withdrawn_for_a_reason"),
        migrations.RenameField("elevation", "withdrawn_at", "ended_at"),
        migrations.RenameField("elevation", "withdrawn_by", "ended_by"),
        migrations.RenameField("elevation", "withdrawn_for", "ended_for"),
        migrations.AlterField("elevation", "ended_at", models.DateTimeField("kết thúc lúc", null=True, editable=False)),
        migrations.AlterField(
            "elevation",
            "ended_by",
            models.ForeignKey(
                to="accounts.position", verbose_name="người rút, người trả lời", null=True, editable=False,
                on_delete=django.db.models.deletion.PROTECT, related_name="+",
            ),
        ),
        migrations.AlterField("elevation", "ended_for", models.TextField("lý do", blank=True, editable=False)),
        migrations.AddField(
            "elevation",
            "ended_as",
            models.CharField(
                "kết thúc", max_length=10, blank=True, default="", editable=False,
                choices=[("withdrawn", "Đã rút"), ("declined", "Không đưa vào xét")],
            ),
            preserve_default=False,
        ),
        migrations.RunPython(were_withdrawn, migrations.RunPython.noop),
        migrations.AddConstraint(
            "elevation",
            models.UniqueConstraint(
                fields=["award", "level"], condition=Q(ended_at__isnull=True), name="elevation_once_per_level",
                violation_error_message="Mô hình này đã được đề nghị cấp đó.",
            ),
        ),
        migrations.AddConstraint(
            "elevation",
            models.CheckConstraint(
                condition=Q(ended_as="", ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_as__in=["withdrawn", "declined"], ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(ended_for=""),
                name="elevation_ended_for_a_reason",
            ),
        ),
    ]
