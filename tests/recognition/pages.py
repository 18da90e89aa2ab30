"""How tests of this room press and read its pages."""

from uuid import uuid4

import pypdfium2


def post(client, address, position, **data):
    return client.post(address, {"position": position.pk, "token": str(uuid4()), **data})


def pdf_text(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def text(response) -> str:
    return response.content.decode()
