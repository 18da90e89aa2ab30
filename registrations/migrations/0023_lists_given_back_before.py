"""Lists that the leader gave back before there was a state for it lie as drafts; their history tells which they are."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def given_back_stay_before_the_leader(apps, schema_editor):
    """Those whose last line is the giving back: nothing happened to them since. They are seen again as sent last."""
    events = apps.get_model("registrations", "SubmittalEvent").objects.filter(submittal=OuterRef("pk"))
    newest = events.order_by("-at", "-pk")
    lists = apps.get_model("registrations", "Submittal").objects.filter(state="draft")
    lists.alias(last=Subquery(newest.values("move")[:1])).filter(last="send_back").update(
        state="returned", sent_at=Subquery(newest.filter(move="send").values("at")[:1])
    )


class Migration(migrations.Migration):

    dependencies = [
        ("registrations", "0022_reminder_signer"),
    ]

    operations = [
        migrations.RunPython(given_back_stay_before_the_leader, migrations.RunPython.noop),
    ]
