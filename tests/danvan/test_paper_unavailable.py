"""A machine without the libraries of PDF."""

import pytest

from documents.errors import PdfUnavailable
from registrations.views import prints

pytestmark = pytest.mark.django_db


def test_a_machine_that_cannot_print_says_what_to_install(as_position, cast, monkeypatch):
    def fails(*args, **kwargs):
        raise PdfUnavailable("Chạy: apt-get install -y libpango-1.0-0")

    monkeypatch.setattr(prints, "paper_to_pdf", fails)
    response = as_position(cast.registrant).get("/dang-ky/mau-trong/tap-the.pdf")

    assert (response.status_code, response.context["text"]) == (503, "Chạy: apt-get install -y libpango-1.0-0")
