"""The models of the recognition room."""

from recognition.models.afterwards import Elevation, YearOutcome
from recognition.models.awards import Award, CertificatePrint, Revocation
from recognition.models.blanks import Blank, BlankPlace
from recognition.models.corrections import Correction, CorrectionEvent, CorrectionItem
from recognition.models.decisions import Decision, DecisionEvent, LegalBasis, SignedCopy
from recognition.models.dossiers import Consultation, ConsultationFile, MeritEvent, MeritReport
from recognition.models.stories import PublicPicture, PublicStory

__all__ = [
    "Award", "Blank", "BlankPlace", "CertificatePrint", "Consultation", "ConsultationFile", "Correction",
    "CorrectionEvent", "CorrectionItem", "Decision", "DecisionEvent", "Elevation",
    "LegalBasis", "MeritEvent", "MeritReport", "PublicPicture", "PublicStory", "Revocation", "SignedCopy", "YearOutcome",
]  # fmt: skip
