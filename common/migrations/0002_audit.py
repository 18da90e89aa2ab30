"""The log can be searched and filtered at length, and the database itself refuses to change or remove a line of it.

On SQLite a later migration that alters the table drops the triggers with the old one and has to put them back
(tests/common/test_audit.py tells).
"""

from django.db import migrations, models

from common.vietnamese import fold

GUARDS = {
    "sqlite": [
        """CREATE TRIGGER audit_keeps_{what} BEFORE {what} ON common_auditrecord
           BEGIN SELECT RAISE(ABORT, 'a line of the log is never changed or removed'); END"""
    ],
    "postgresql": [
        """CREATE OR REPLACE FUNCTION audit_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN RAISE EXCEPTION 'a line of the log is never changed or removed'; END $$""",
        """CREATE TRIGGER audit_keeps_{what} BEFORE {what} ON common_auditrecord
           FOR EACH ROW EXECUTE FUNCTION audit_keeps()""",
    ],
}


def fill_search_text(apps, schema_editor):
    """As AuditRecord.words() has it, for the lines that are there already."""
    lines = apps.get_model("common", "AuditRecord").objects.order_by("pk")
    batch = []
    for line in lines.iterator(chunk_size=2000):
        said = (str(text) for text in line.after.values())
        line.search_text = fold(" ".join([line.action, line.label, line.actor, line.position, *said]))[:1000]
        batch.append(line)
        if len(batch) == 2000:
            lines.bulk_update(batch, ["search_text"])
            batch = []
    lines.bulk_update(batch, ["search_text"])


def put_guards(apps, schema_editor):
    for statement in GUARDS[schema_editor.connection.vendor]:
        for what in ("UPDATE", "DELETE"):
            if "{what}" in statement or what == "UPDATE":
                schema_editor.execute(statement.format(what=what))


def take_guards_away(apps, schema_editor):
    on_table = " ON common_auditrecord" if schema_editor.connection.vendor == "postgresql" else ""
    for what in ("UPDATE", "DELETE"):
        schema_editor.execute(f"DROP TRIGGER audit_keeps_{what}{on_table}")


class Migration(migrations.Migration):

    dependencies = [("common", "0001_initial")]

    operations = [
        migrations.AddField("auditrecord", "search_text", models.TextField(default="", editable=False, verbose_name="chữ để tìm")),
        migrations.AddIndex("auditrecord", models.Index(fields=["kind", "at"], name="audit_kind")),
        migrations.AddIndex("auditrecord", models.Index(fields=["actor_id", "at"], name="audit_actor")),
        migrations.AddIndex("auditrecord", models.Index(fields=["position_id", "at"], name="audit_position")),
        migrations.AddIndex("auditrecord", models.Index(fields=["action", "at"], name="audit_action")),
        migrations.RunPython(fill_search_text, migrations.RunPython.noop),
        migrations.RunPython(put_guards, take_guards_away),
    ]
