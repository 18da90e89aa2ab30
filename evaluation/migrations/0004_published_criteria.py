from django.db import migrations
from django.db.models import F


def publish(apps, schema_editor):
    """Until now the newest version was used as soon as it stood there: what could be used so far stays usable.

    Under which number and date it was issued nobody wrote down, so that stays empty.
    """
    apps.get_model("evaluation", "CriteriaSet").objects.update(state="published", published_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_criteria_documents")]

    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
