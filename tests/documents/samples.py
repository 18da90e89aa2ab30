"""Papers and tables as an office would fill them in; every name and figure is invented."""

import datetime
from typing import Any

import pypdfium2

from documents.annex import Annex
from documents.letterhead import Letterhead
from documents.table import Cell, Column, Table

THEME = "Năm đẩy mạnh phong trào thi đua Dân vận khéo"
LONG_TITLE = (
    "Vận động Nhân dân tham gia giữ gìn vệ sinh môi trường, phân loại rác tại nguồn, hạn chế túi ni lông, "
    "xây dựng tuyến đường sáng, xanh, sạch, đẹp gắn với nông thôn mới nâng cao"
)
QUOTED_TITLE = "Chính quyền thân thiện, vì Nhân dân phục vụ gắn với “Ngày thứ Năm nghe dân nói”"


def people_committee(**more: Any) -> Letterhead:
    lines = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    head = {"number": "07", "symbol": "BC-UBND", "signature_lines": lines} | more
    return Letterhead("state", (), ("ỦY BAN NHÂN DÂN", "XÃ MINH LẠC"), "Minh Lạc", **head)


def party_committee(**more: Any) -> Letterhead:
    head = {"number": "15", "symbol": "BC/ĐU"} | more
    return Letterhead("party", ("ĐẢNG BỘ HUYỆN SƠN MỘC",), ("ĐẢNG ỦY XÃ THƯỢNG MỘC",), "Thượng Mộc", **head)


def front_committee(**more: Any) -> Letterhead:
    head = {"number": "09", "symbol": "KH-MTTQ-BTT"} | more
    return Letterhead("front", ("ỦY BAN MTTQ VIỆT NAM", "XÃ KHE LAU"), ("BAN THƯỜNG TRỰC",), "Khe Lau", **head)


def collective(**more: Any) -> dict[str, Any]:
    return {
        "movement_heading_lines": ["XÂY DỰNG MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2026"],
        "year": 2026,
        "plan_number": "12/KH-UBND",
        "plan_issuer": "UBND xã Minh Lạc",
        "plan_theme": THEME,
        "unit_name": "Thôn Đông, xã Minh Lạc",
        "unit_address": "Thôn Đông, xã Minh Lạc, huyện Lam Khê, tỉnh Lạc Giang",
        "title": "Vận động Nhân dân hiến đất, chỉnh trang ngõ xóm, xây dựng thôn nông thôn mới kiểu mẫu",
        "model_address": "các ngõ 2, 4, 6, thôn Đông",
        "sectors": ["kinh tế"],
        "benefit_lines": ["640.000.000 đồng", "1.260 m2 đất (trong đó 410 m2 đất ở)", "185 m tường rào; 320 ngày công"],
        "time_text": "từ 01/3/2026 đến 30/11/2026",
        "levels": ["cấp cơ sở", "cấp huyện"],
        "place": "Minh Lạc",
        "signer_name": "Lê Thị Thoa",
    } | more


def individual(**more: Any) -> dict[str, Any]:
    paper = collective(
        unit_name="Thôn Đoài, xã Minh Lạc",
        person_title="Ông",
        person_name="Phạm Đức Cần",
        person_duty="Bí thư Chi bộ, Trưởng thôn Đoài",
        title="Vận động Nhân dân bàn giao mặt bằng đường liên xã trước thời hạn",
        model_address="",
        benefit_lines=["27 hộ; 3.140 m2"],
        time_text="01/3–30/9/2026",
        levels=["cấp huyện"],
        signer_name="Phạm Đức Cần",
    )
    return paper | more


def figures(rows: list[dict[str, Any]] | None = None, **more: Any) -> Table:
    """Two units with the plan's target and what was registered, under a merged head."""
    columns = [
        Column("order", "STT", align="center", width=5),
        Column("unit", "Đơn vị", width=26),
        Column("target", "Chỉ tiêu giao", numeric=True, total=True),
        Column("all", "Tổng số", numeric=True, group="Đăng ký", total=True),
        Column("collective", "Tập thể", numeric=True, group=("Đăng ký", "Trong đó"), total=True),
        Column("individual", "Cá nhân", numeric=True, group=("Đăng ký", "Trong đó"), total=True),
        Column("share", "Tỷ lệ (%)", numeric=True),
        Column("last_on", "Đăng ký gần nhất", align="center", width=14),
    ]
    if rows is None:
        rows = [
            {"_group": "Huyện Lam Khê"},
            {
                "order": 1, "unit": "Xã Minh Lạc", "target": 14, "all": Cell(1021, "/dang-ky/?don-vi=2"),
                "collective": 1018, "individual": 3, "share": 88.5, "last_on": datetime.date(2026, 3, 24),
            },
            {"order": 2, "unit": "=SUM(1)", "target": None, "all": 15, "collective": 15, "individual": 0, "share": 100},
        ]  # fmt: skip
    notes = ["Theo đơn vị hiện nay; số liệu chốt đến 30/6/2026."]
    return Table("TỔNG HỢP MÔ HÌNH THEO ĐƠN VỊ", columns, rows, **({"notes": notes} | more))


def annex(table: Table | None = None, **more: Any) -> Annex:
    facts = {
        "letterhead": people_committee(),
        "unit_line": "UBND xã Minh Lạc",
        "receiver_line": "UBND huyện Lam Khê",
        "period_line": "Quý II năm 2026",
        "measure_line": "mô hình",
        "attached_to": "Báo cáo số 07/BC-UBND ngày 05 tháng 7 năm 2026 của UBND xã Minh Lạc",
        "place_line": "Minh Lạc, ngày 05 tháng 7 năm 2026",
        "compiler_name": "Mai Thị Lựu",
        "head_name": "Hà Văn Thuấn",
    }
    return Annex(table or figures(), **(facts | more))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with the hyphens that the reader marks at the end of a line put back."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [text.replace("\ufffe", "-").replace("\u00ad", "-") for text in texts]


def letters(text: str) -> str:
    """A text without white space: lines wrap where they must, letters may not change."""
    return "".join(text.split())
