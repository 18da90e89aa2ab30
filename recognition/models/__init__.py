"""The models of the recognition room."""

from recognition.models.awards import Award, CertificatePrint, Revocation
from recognition.models.blanks import Blank, BlankPlace
from recognition.models.decisions import Decision, DecisionEvent, LegalBasis, SignedCopy

__all__ = [
    "Award", "Blank", "BlankPlace", "CertificatePrint", "Decision", "DecisionEvent", "LegalBasis", "Revocation",
    "SignedCopy",
]  # fmt: skip
