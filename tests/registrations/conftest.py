"""Files as people choose them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def pdf_file():
    """A small file that is what its name says."""

    def build(name="minh-chung.pdf", content=b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF"):
        return SimpleUploadedFile(name, content, content_type="application/pdf")

    return build
