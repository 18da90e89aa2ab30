from urllib.parse import unquote

from documents.qr import qr_address, qr_drawing
from documents.responses import pdf_response, xlsx_response


def test_a_pdf_opens_in_the_browser_under_its_vietnamese_name():
    response = pdf_response(b"%PDF-", "Phiếu tiếp nhận “Đông”.pdf")
    kind, name = response["Content-Disposition"].split("; filename*=utf-8''")

    assert (kind, unquote(name)) == ("inline", "Phiếu tiếp nhận “Đông”.pdf")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")


def test_a_workbook_is_always_downloaded():
    assert xlsx_response(b"PK", "Biểu 01.xlsx")["Content-Disposition"].split(";")[0] == "attachment"


def test_a_name_cannot_break_out_of_its_header():
    assert pdf_response(b"", 'a"\r\nSet-Cookie: x.pdf').headers.keys() == pdf_response(b"", "a.pdf").headers.keys()


def test_a_qr_code_is_drawn_for_the_address_it_is_asked_under():
    drawing = qr_drawing(qr_address("DVK-2026-00012"))

    assert (drawing[:4], drawing.count(b'width="14')) == (b"<svg", 1)
