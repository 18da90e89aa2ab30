"""What remains of kept views and files of lists after a question."""

from django.db.models import QuerySet


class SavedViewQuerySet(QuerySet):
    """Cách xem đã lưu."""

    def visible_to(self, position):
        """What the position keeps, or one it carries on from."""
        return self.filter(owner__in=position.seats) if position else self.none()


class ListFileQuerySet(QuerySet):
    """Tệp lập từ danh sách."""

    def visible_to(self, position):
        """The files a position asked for, or one it carries on from; without areas, nothing."""
        if position is None or not position.all_areas():
            return self.none()
        return self.filter(owner__in=position.seats)

    def since(self, instant):
        return self.filter(created_at__gte=instant)
