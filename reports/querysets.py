"""Which exports remain after a question."""

from django.db.models import QuerySet


class ExportQuerySet(QuerySet):
    """Tệp báo cáo lập ngầm."""

    def visible_to(self, position):
        """The files a position asked for, or one it carries on from: their content was cut to the same areas.

        No position, or one without areas, nothing.
        """
        if position is None or not position.all_areas():
            return self.none()
        return self.filter(owner__in=position.seats)

    def since(self, instant):
        return self.filter(created_at__gte=instant)
