"""Pieces of rows and options: what was typed stands in them as text, never as markup."""

from django.urls import reverse

from common.cells import address_by_key, address_by_slug, cell, link, small, state
from common.choosing import options

TYPED = '<b>"A" & B</b>'
SHOWN = "&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;"


def test_what_was_typed_is_text():
    assert small(TYPED, "due") == f'<small class="d-block due">{SHOWN}</small>'
    assert link("/mat-tran/", TYPED) == f'<a href="/mat-tran/">{SHOWN}</a>'
    assert options(((TYPED, TYPED), ("", "Tất cả")), TYPED) == (
        f'<option value="{SHOWN}" selected>{SHOWN}</option><option value="">Tất cả</option>'
    )


def test_a_cell_names_its_column_for_a_card():
    assert cell("Tình trạng", state("ok", "Đã làm"), "nowrap") == (
        '<td data-label="Tình trạng" class="nowrap"><span class="state state-ok">Đã làm</span></td>'
    )
    assert cell("Đơn vị", "–") == '<td data-label="Đơn vị">–</td>'


def test_the_address_of_each_record_is_that_of_its_key():
    address = address_by_key("front:edit_activity")
    assert [address(7), address(120)] == ["/mat-tran/hoat-dong/7/sua/", "/mat-tran/hoat-dong/120/sua/"]


def test_the_address_of_each_word_stands_after_what_comes_before_it():
    address = address_by_slug("reports:sheet", "2026-quy-1")
    assert address("bieu-02") == reverse("reports:sheet", args=["2026-quy-1", "bieu-02"])
    behind = address_by_slug("reports:campaign_rows", "2026-nam")
    assert behind("kind_all") == reverse("reports:campaign_rows", args=["2026-nam", "kind_all"])
