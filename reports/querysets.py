"""Which exports remain after a question."""

from django.db.models import QuerySet


class ExportQuerySet(QuerySet):
    """Tệp báo cáo lập ngầm."""

    def visible_to(self, position):
        """The files a position asked for itself: their content was cut to its areas. No position, nothing."""
        return self.filter(owner=position) if position else self.none()

    def since(self, instant):
        return self.filter(created_at__gte=instant)
