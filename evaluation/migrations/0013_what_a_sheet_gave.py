from collections import defaultdict
from decimal import Decimal

from django.db import migrations, models

import common.fields

SENT = ["locked", "set_aside"]
AT_ONCE = 500


def work_out(apps, schema_editor):
    """Every sheet sent so far keeps what its scores give; a sent sheet holds the criteria asked that day, no other."""
    Sheet, Score = apps.get_model("evaluation", "Sheet"), apps.get_model("evaluation", "Score")
    sheets = list(Sheet.objects.filter(state__in=SENT).select_related("nomination__criteria_set").order_by("pk"))
    for start in range(0, len(sheets), AT_ONCE):
        piece = sheets[start : start + AT_ONCE]
        scores = defaultdict(list)
        for score in Score.objects.filter(sheet__in=[one.pk for one in piece]).select_related("criterion"):
            scores[score.sheet_id].append(score)
        for sheet in piece:
            _keep(sheet, scores[sheet.pk])
        Sheet.objects.bulk_update(piece, ["total", "tie_points", "gates_met"])


def _keep(sheet, scores):
    points = [(one.criterion, one.points) for one in scores if one.points is not None]
    ordinary = sum((given for criterion, given in points if not criterion.is_bonus), Decimal(0))
    bonus = sum((given for criterion, given in points if criterion.is_bonus), Decimal(0))
    sheet.total = ordinary + min(bonus, sheet.nomination.criteria_set.bonus_cap)
    sheet.tie_points = sum((given for criterion, given in points if criterion.breaks_ties), Decimal(0))
    sheet.gates_met = all(one.passed for one in scores if one.criterion.is_gate)


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0012_no_single_file")]

    operations = [
        migrations.AddField(
            model_name="sheet",
            name="total",
            field=common.fields.HundredthsField(editable=False, null=True, verbose_name="tổng điểm"),
        ),
        migrations.AddField(
            model_name="sheet",
            name="tie_points",
            field=common.fields.HundredthsField(editable=False, null=True, verbose_name="điểm xét khi bằng nhau"),
        ),
        migrations.AddField(
            model_name="sheet",
            name="gates_met",
            field=models.BooleanField(editable=False, null=True, verbose_name="đạt mọi điều kiện"),
        ),
        migrations.RunPython(work_out, migrations.RunPython.noop),
    ]
