"""What a service refuses, said beside the field it concerns."""

from django import forms
from django.core.exceptions import ValidationError


def show(form: forms.BaseForm, problem: ValidationError) -> None:
    """Lay a refusal into the form: beside its field where the form has it, else above the form."""
    if not hasattr(problem, "error_dict"):
        form.add_error(None, problem)
        return
    for name, errors in problem.error_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors))
