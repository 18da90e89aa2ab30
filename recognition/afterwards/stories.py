"""Bài công khai: which pictures may be chosen, and how it begins."""

from recognition.models import Award
from registrations.models import Attachment, NotePhoto, Result

PICTURES = ("image/jpeg", "image/png")
MOST_PICTURES, MOST_OFFERED = 3, 60


def offered(award: Award) -> dict[str, NotePhoto | Attachment]:
    """Pictures of the model by key, the latest first: of its notes of progress, and sent with its papers."""
    photos = NotePhoto.objects.filter(note__registration=award.registration_id, mime__in=PICTURES)
    sent = Attachment.objects.filter(
        registration=award.registration_id, version__isnull=False, mime__in=PICTURES
    ).select_related("registration")
    found: dict[str, NotePhoto | Attachment] = {
        f"p{one.pk}": one for one in photos.select_related("note").order_by("-pk")[:MOST_OFFERED]
    }
    return found | {f"t{one.pk}": one for one in sent.order_by("-pk")[:MOST_OFFERED]}


def usual_texts(award: Award) -> dict[str, str]:
    """From the confirmed result, to be put in the words for everybody."""
    result = Result.objects.filter(registration=award.registration_id).first()
    return {"how": result.how, "outcome": result.outcome} if result else {"how": "", "outcome": ""}
