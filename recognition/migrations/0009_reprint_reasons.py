"""A certificate printed once more says why."""

from django.db import migrations, models
from django.db.models import Q

NOT_ASKED = "Không ghi (in trước khi cổng hỏi lý do)"


def were_not_asked(apps, schema_editor):
    """Until now nobody was asked for a reason."""
    apps.get_model("recognition", "CertificatePrint").objects.filter(number__gt=1).update(reason=NOT_ASKED)


class Migration(migrations.Migration):
    dependencies = [("recognition", "0008_elevation_endings")]

    operations = [
        migrations.AddField(
            "certificateprint",
            "reason",
            models.CharField("lý do in lại", max_length=300, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(were_not_asked, migrations.RunPython.noop),
        migrations.AddConstraint(
            "certificateprint",
            models.CheckConstraint(
                condition=Q(number=1, reason="") | Q(number__gt=1) & ~Q(reason=""),
                name="certificate_reprint_has_a_reason",
            ),
        ),
    ]
