from django.db import migrations
from django.db.models import Count


def put_back(apps, schema_editor):
    """0005 took the index of a unit's times away; on PostgreSQL Django took the rule of one present time, kept by an
    index of the same column, along with it."""
    model = apps.get_model("units", "UnitVersion")
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, model._meta.db_table)
    missing = [constraint for constraint in model._meta.constraints if constraint.name not in there]
    if missing:
        _refuse_two_at_once(model)
    for constraint in missing:
        schema_editor.add_constraint(model, constraint)


def _refuse_two_at_once(model):
    present = model.objects.filter(valid_to=None).order_by().values_list("unit__full_name", "unit")
    if twice := [f"{name} ({pk})" for name, pk, times in present.annotate(times=Count("pk")).filter(times__gt=1)]:
        raise RuntimeError(
            f"Đơn vị có hai tên hiện hành (units with two present times): {', '.join(twice)}. "
            "Ghi ngày kết thúc (valid_to) cho bản ghi cũ hơn trong bảng units_unitversion rồi cập nhật lại."
        )


class Migration(migrations.Migration):
    dependencies = [("units", "0007_room_in_times")]
    operations = [migrations.RunPython(put_back, migrations.RunPython.noop)]
