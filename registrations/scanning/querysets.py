"""What remains of piles, pages, signed papers and certificates after a question."""

from django.db.models import QuerySet

from accounts.enums import TYPING_ROLES, Role


class ScanQuerySet(QuerySet):
    """Bản ký."""

    def standing(self):
        """Confirmed, and not dropped since."""
        return self.filter(dropped_at__isnull=True)


class PileQuerySet(QuerySet):
    """Tập bản quét."""

    def visible_to(self, position):
        """What the position uploaded, or one it carries on from: nobody else, until it stands at a record."""
        if position is None or position.role not in {Role.REGISTRANT, *TYPING_ROLES}:
            return self.none()
        return self.filter(owner__in=position.seats)


class PageQuerySet(QuerySet):
    """Trang quét."""

    def open(self):
        """Not yet part of a signed paper."""
        return self.filter(scan__isnull=True)

    def of_outcome(self, *outcomes):
        return self.filter(outcome__in=outcomes)


class CertificateQuerySet(QuerySet):
    """Chứng thư tin cậy."""

    def trusted(self):
        return self.filter(removed_at__isnull=True)
