from django.db import migrations


class Migration(migrations.Migration):
    # By itself: PostgreSQL changes no table in which rows were written in the same transaction.
    dependencies = [("evaluation", "0011_evidence_files")]

    operations = [migrations.RemoveField(model_name="selfscore", name="file")]
