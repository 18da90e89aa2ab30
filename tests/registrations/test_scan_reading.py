"""Print → scan → match: the portal's own papers come back turned, grey, crooked, photographed, out of order."""

import pytest
from django.utils import timezone

from registrations import workflow
from registrations.enums import PageOutcome, Purpose
from registrations.scanning import services as scans
from registrations.scanning.matching import FOREIGN_CODE, FORMER, TWO_PAPERS, Matcher
from tests import builders
from tests.registrations import scanning
from tests.registrations.scanning import as_file, noisy, outcomes, photographed, pile_of, printed, sheets, signed

LONG = [
    f"{number}. Vận động Nhân dân hiến đất mở rộng đường ngõ xóm, giữ gìn vệ sinh môi trường." for number in range(30)
]


@pytest.fixture
def sent(cast, plan, tree):
    return builders.submitted(cast.registrant, plan, levels=[tree.commune_level])


@pytest.fixture
def again(cast, plan, tree):
    """Returned and handed in a second time."""
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    builders.move(registration, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    builders.move(registration, workflow.SUBMIT, cast.registrant)
    return registration


WAYS = {
    "grey, 150 dpi": lambda sheet: sheet,
    "on its side": lambda sheet: sheet.rotate(90, expand=True),
    "upside down": lambda sheet: sheet.rotate(180),
    "on the other side": lambda sheet: sheet.rotate(270, expand=True),
    "crooked": lambda sheet: sheet.rotate(4, expand=True, fillcolor=255),
    "noisy": noisy,
    "a photo from the side": photographed,
    "pale": lambda sheet: sheet.point(lambda value: 150 + value * 105 // 255),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["ban-quet.jpg", "ban-quet.pdf"])
def test_a_scan_is_matched_to_its_version_whichever_way_it_lies(sent, cast, way, name):
    # The camera of a telephone sees more than an old scanner.
    dpi = 220 if "photo" in way else 150
    sheet = WAYS[way](signed(sheets(printed(sent), dpi=dpi)[0]))
    pile = pile_of(cast.registrant, as_file(name, sheet, quality=50))

    assert outcomes(pile) == [(PageOutcome.MATCHED, sent.code, 1, 1)]


def test_the_pdf_itself_and_a_sharp_colour_picture_are_read_as_well(sent, cast):
    pdf = printed(sent)
    picture = as_file("anh.png", sheets(pdf, dpi=250)[0].convert("RGBA"))

    assert (
        outcomes(pile_of(cast.registrant, scanning.pdf_upload(pdf), picture))
        == [(PageOutcome.MATCHED, sent.code, 1, 1)] * 2
    )


def test_a_pile_out_of_order_with_backs_and_a_spoilt_page_finds_its_records(cast, plan, tree):
    one, other = (
        builders.submitted(cast.registrant, plan, levels=[tree.commune_level], benefit_lines="\n".join(LONG[:18]))
        for _ in range(2)
    )
    first, second = sheets(printed(one))[:2], sheets(printed(other))[:2]
    pages = [second[1], scanning.blank(), first[1], first[0].rotate(180), scanning.unreadable(second[0])]
    pile = pile_of(cast.commune_clerk, as_file("tap.pdf", *pages))

    assert outcomes(pile) == [
        (PageOutcome.MATCHED, other.code, 1, 2),
        (PageOutcome.BLANK, None, None, None),
        (PageOutcome.MATCHED, one.code, 1, 2),
        (PageOutcome.MATCHED, one.code, 1, 1),
        (PageOutcome.UNREAD, None, None, None),
    ]
    assert [[page.sheet for page in paper.pages] for paper in scans.sort_pile(pile).papers] == [[2], [1, 2]]
    assert [paper.warning for paper in scans.sort_pile(pile).papers] == ["Chưa thấy tờ 1 của giấy này.", ""]


def test_the_scan_of_an_older_version_is_refused_with_the_reason(again, cast):
    pile = pile_of(cast.registrant, as_file("cu.jpg", sheets(printed(again, number=1))[0]))

    page = pile.pages.get()
    day = f"{timezone.localtime(again.versions.get(number=2).sent_at):%d/%m/%Y}"
    assert (page.outcome, page.version) == (PageOutcome.REFUSED, None)
    assert page.reason == (
        f"Trang in bản đăng ký lần 1 của {again.code}; sau đó đã nộp lại lần 2 ngày {day}. "
        "Hãy in lần 2, ký rồi quét lại."
    )
    assert outcomes(pile_of(cast.registrant, as_file("moi.jpg", sheets(printed(again, number=2))[0]))) == [
        (PageOutcome.MATCHED, again.code, 2, 1)
    ]


def reason_of(by, file) -> str:
    page = pile_of(by, file).pages.get()
    assert page.outcome == PageOutcome.REFUSED
    return page.reason


def test_a_printed_draft_is_refused(cast, plan, tree, as_position):
    draft = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    pdf = as_position(cast.registrant).get(f"/dang-ky/{draft.code}/ban-in.pdf").content

    assert reason_of(cast.registrant, scanning.pdf_upload(pdf)) == (
        f"Trang in từ bản nháp của {draft.code}, chưa nộp. Hãy nộp, in bản đã nộp, ký rồi quét lại."
    )


def test_what_lies_outside_the_scope_does_not_exist_for_a_scan(cast, sent):
    file = as_file("la.jpg", sheets(printed(sent))[0])

    assert reason_of(cast.other_registrant, file) == (f"Không có hồ sơ {sent.code} trong phạm vi của vị trí đang dùng.")
    file.seek(0)
    assert reason_of(cast.commune_front, file) == f"Vị trí đang dùng không nhận bản ký của hồ sơ {sent.code}."


def test_the_same_code_and_number_of_another_installation_is_told_apart(cast, sent):
    sheet = sheets(printed(sent))[0]
    version = sent.versions.get()
    version.paper["title"] = "Mô hình khác"
    version.save()

    assert reason_of(cast.registrant, as_file("la.jpg", sheet)) == (
        f"Dấu kiểm tra trên trang không khớp nội dung bản đăng ký lần 1 của {sent.code}: "
        "giấy này không in từ hồ sơ ở đây."
    )


def test_the_two_papers_of_one_record_are_told_apart(cast, plan, tree):
    registration = builders.result_sent(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    pages = [sheets(printed(registration, purpose))[0] for purpose in (Purpose.RESULT, Purpose.REGISTRATION)]
    pile = pile_of(cast.registrant, as_file("hai-giay.pdf", *pages))

    assert [page.version.purpose for page in pile.pages.all()] == [Purpose.RESULT, Purpose.REGISTRATION]


def test_a_page_whose_code_cannot_be_read_waits_for_a_person(cast, sent):
    pile = pile_of(cast.registrant, as_file("khac.jpg", scanning.unreadable(sheets(printed(sent))[0])))

    assert outcomes(pile) == [(PageOutcome.UNREAD, None, None, None)]


def test_a_foreign_code_is_no_code_of_ours(cast):
    verdict = Matcher(cast.registrant).judge(["https://example.org/ve-xe", "/dang-ky/DVK-2026-00001/#dk-1-zz"])

    assert (verdict.outcome, verdict.reason) == (PageOutcome.UNREAD, FOREIGN_CODE)


def test_a_code_printed_before_the_check_is_matched_where_only_one_paper_was_sent(cast, plan, tree, sent):
    former = f"http://may-chu:8000/dang-ky/{sent.code}/#lần 1"
    both = builders.result_sent(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])

    assert Matcher(cast.registrant).judge([former]).version == sent.versions.get()
    verdict = Matcher(cast.registrant).judge([former.replace(sent.code, both.code)])
    assert (verdict.outcome, verdict.reason) == (PageOutcome.UNREAD, FORMER)


def test_a_page_with_the_codes_of_two_papers_is_refused(cast, sent, again):
    texts = [f"/dang-ky/{one.code}/#dk-1-00000000-1" for one in (sent, again)]

    assert Matcher(cast.registrant).judge(texts).reason == TWO_PAPERS
