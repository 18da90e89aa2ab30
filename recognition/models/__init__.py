"""The models of the recognition room."""

from recognition.models.awards import Award, CertificatePrint, Revocation
from recognition.models.blanks import Blank, BlankPlace
from recognition.models.decisions import Decision, DecisionEvent, LegalBasis, SignedCopy
from recognition.models.dossiers import Consultation, ConsultationFile, MeritEvent, MeritReport

__all__ = [
    "Award", "Blank", "BlankPlace", "CertificatePrint", "Consultation", "ConsultationFile", "Decision", "DecisionEvent",
    "LegalBasis", "MeritEvent", "MeritReport", "Revocation", "SignedCopy",
]  # fmt: skip
