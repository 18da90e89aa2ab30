"""Chỗ nối số liệu: read and typed by its name, kept as a link; what names no figure is refused and nothing is lost."""

from decimal import Decimal
from uuid import uuid4

import pytest

from reports.models import ReportFigure
from reports.periodic import links
from reports.periodic.narrative import BY_KEY, Draft
from tests.reports import duties


def figures(*rows):
    return {
        key: ReportFigure(key=key, name=name, value=Decimal(now), before=Decimal(then)) for key, name, now, then in rows
    }


KNOWN = figures(
    ("dang-ky", "Mô hình đăng ký trong kỳ", 2, 5), ("quy-thu", "Quỹ: đã nộp vào", 1500, 0), ("tien-1", "Tiền vận động", 1, 1),
    ("tien-2", "tiền  vận động", 2, 1),
)  # fmt: skip


@pytest.mark.parametrize(
    "kept, read",
    [
        ("Có {{dang-ky}} mô hình.", "Có {Mô hình đăng ký trong kỳ: 02} mô hình."),
        ("Nay {{ dang-ky:so-ky-truoc }}.", "Nay {Mô hình đăng ký trong kỳ – so với kỳ trước: giảm 03}."),
        ("Cùng kỳ {{dang-ky:cung-ky}}.", "Cùng kỳ {Mô hình đăng ký trong kỳ – cùng kỳ năm trước: …}."),
        ("{{dang-ky:so-cung-ky}}", "{Mô hình đăng ký trong kỳ – so với cùng kỳ năm trước: chưa có số}"),
        ("{{quy-thu}} đồng", "{Quỹ: đã nộp vào: 1.500} đồng"),
        ("{{tien-1}}, {{tien-2}}", "{Tiền vận động (tien-1): 01}, {tiền  vận động (tien-2): 02}"),
        ("Không nối gì.", "Không nối gì."),
    ],
)
def test_a_link_is_read_by_its_name_and_comes_back_as_it_was(kept, read):
    assert links.readable(kept, KNOWN) == read
    assert links.linked(read, KNOWN) == (kept.replace("{{ ", "{{").replace(" }}", "}}"), [])


@pytest.mark.parametrize(
    "typed",
    [
        "{Mô hình đăng ký trong kỳ}",
        "{ mô hình  đăng ký trong kỳ : 99 }",
        "{{dang-ky}}",
        "{Mô hình đăng ký\ntrong kỳ: 02}",
    ],
)
def test_the_name_alone_counts(typed):
    assert links.linked(f"Có {typed}.", KNOWN) == ("Có {{dang-ky}}.", [])


@pytest.mark.parametrize(
    "typed, told",
    [
        ("{Mô hình đăng kí trong kỳ}", "Có phải {Mô hình đăng ký trong kỳ}?"),
        ("{{dang-ki}}", "Không có số liệu {{dang-ki}}."),
        ("{{dang-ky:so-thang-truoc}}", "Không có số liệu {{dang-ky:so-thang-truoc}}."),
        ("{Số hộ nghèo}", "Không có số liệu {Số hộ nghèo}."),
        ("{quy-thu}", "Không có số liệu {quy-thu}."),
        ("một dấu { lẻ", "có một dấu đứng lẻ"),
        ("{}", "có một dấu đứng lẻ"),
    ],
)
def test_what_names_no_figure_is_said_and_left_as_typed(typed, told):
    text, wrong = links.linked(typed, KNOWN)

    assert (text, len(wrong), told in wrong[0]) == (typed, 1, True)


@pytest.mark.parametrize("key", list(BY_KEY))
def test_every_drafted_section_comes_back_unchanged(key):
    names = ["dang-ky", "van-ban", "hoi-nghi", "tin-bai", "don-thu", "kiem-tra", "luy-ke", "hieu-qua", "cong-nhan"]
    known = figures(*((one, f"Số {one}", 3, 5) for one in names))
    text = BY_KEY[key].drafts(Draft(None, known))

    assert links.linked(links.readable(text, known), known)[0] == text


def test_the_page_of_a_section_shows_names_and_refuses_a_wrong_one_keeping_the_text(as_position, cast, tree, plan):
    period = duties.opened(cast.district_officer, [tree.commune_desk])
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    section = report.sections.get(key="chinh-quyen")
    client, here = as_position(cast.commune_officer), f"/bao-cao/ky/ban/{report.pk}/muc/{section.key}/"
    duties.fill(cast.commune_officer, report, doi_thoai=2)
    section.refresh_from_db()
    page = client.get(here).content.decode()
    assert "{Cuộc đối thoại với Nhân dân: 02}" in page
    assert "{{" not in page

    guard = {"token": uuid4(), "position": cast.commune_officer.pk}
    typed = guard | {
        "text": "Đã có {Cuộc đối thoại với Nhân dan: 02} cuộc.",
        "revision": section.revision,
        "next": "back",
    }
    refused = client.post(here, typed)
    assert refused.context["form"].errors["text"] == [
        "Không có số liệu {Cuộc đối thoại với Nhân dan: 02}. Có phải {Cuộc đối thoại với Nhân dân}?"
    ]
    assert "Đã có {Cuộc đối thoại với Nhân dan: 02} cuộc." in refused.content.decode()
    assert client.post(here, typed, HTTP_HX_REQUEST="true").status_code == 422
    assert report.sections.get(key=section.key).text == section.text

    client.post(here, typed | {"text": "Đã có {Cuộc đối thoại với Nhân dân: 7} cuộc."})
    assert report.sections.get(key=section.key).text == "Đã có {{doi-thoai}} cuộc."
