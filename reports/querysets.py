"""Which jobs of the reports remain after a question."""

from django.db.models import QuerySet


class ExportQuerySet(QuerySet):
    """Việc báo cáo làm ngầm: files, and reports being compiled."""

    def visible_to(self, position):
        """What a position asked for, or one it carries on from: it was made for the same areas.

        No position, or one without areas, nothing.
        """
        if position is None or not position.all_areas():
            return self.none()
        return self.filter(owner__in=position.seats)

    def since(self, instant):
        return self.filter(created_at__gte=instant)
