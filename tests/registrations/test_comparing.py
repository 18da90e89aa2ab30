"""So sánh hai bản: what was written, left and right, the changed words marked."""

import pytest

from registrations import comparing, services, workflow
from registrations.enums import Purpose
from tests import builders


def told(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.is_changed else piece.text for piece in pieces)


def changes(old, new, purpose=Purpose.REGISTRATION) -> list[tuple]:
    parts = comparing.compare(purpose, old, new)
    return [(part.label, told(part.old), told(part.new)) for part in parts if part.is_changed]


def test_a_changed_word_stands_out_in_its_sentence():
    assert changes({"title": "Đường hoa phụ nữ"}, {"title": "Đường hoa nông dân"}) == [
        ("Tên mô hình, điển hình", "Đường hoa[ phụ nữ]", "Đường hoa[ nông dân]")
    ]


def test_lists_days_and_results_are_told_as_people_read_them():
    old = {"benefit_lines": ["70.000.000 đồng", "20 hộ"], "signed_on": None}
    new = {"benefit_lines": ["70.000.000 đồng", "25 hộ"], "signed_on": "2026-03-05"}
    assert changes(old, new) == [
        ("Giá trị dự kiến làm lợi", "70.000.000 đồng[\n20] hộ", "70.000.000 đồng[\n25] hộ"),
        ("Ngày ký", "", "[05/03/2026]"),
    ]
    done = {"comparison": [{"label": "x", "registered": "y", "done": "21 hộ"}]}
    assert changes({}, done, Purpose.RESULT) == [("Giá trị làm lợi thực tế, kết quả", "", "[21 hộ]")]


def test_equal_papers_show_every_part_and_no_change():
    paper = {"title": "Đường hoa", "time_text": "cả năm"}
    assert [part.is_changed for part in comparing.compare(Purpose.REGISTRATION, paper, paper)] == [False, False]


def test_texts_of_many_pages_are_held_line_against_line():
    old = "\n".join(f"dòng {number} a b c" for number in range(500))
    parts = comparing.compare(Purpose.RESULT, {"method_text": old}, {"method_text": f"{old}\nthêm"})
    assert told(parts[0].new).endswith("[dòng 499 a b c\nthêm]")


@pytest.fixture
def returned(tree, cast, plan):
    """Handed in, returned, and rewritten by its owner."""
    record = builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], title="Đường hoa"
    )
    builders.move(record, workflow.RETURN, cast.commune_officer, note="Ghi rõ tên.")
    draft = record.drafts.get()
    services.save_draft(
        by=cast.registrant, registration=record, purpose=Purpose.REGISTRATION, revision=draft.revision,
        data=draft.data | {"title": "Đường hoa thôn Đoài"},
    )  # fmt: skip
    return record


def page_of(client, record, query=""):
    return client.get(f"/dang-ky/{record.code}/cac-ban/{query}")


def test_the_owner_holds_what_is_being_written_against_what_was_sent(as_position, cast, returned):
    answer = page_of(as_position(cast.registrant), returned)
    assert [text.label.split(",")[0] for text in answer.context["texts"]] == ["Lần 1", "Bản đang soạn"]
    assert "<ins> thôn Đoài</ins>" in answer.content.decode()


def test_the_desk_sees_only_what_was_sent(as_position, cast, returned):
    answer = page_of(as_position(cast.commune_officer), returned, "?cu=1&moi=0")
    assert "thôn Đoài" not in answer.content.decode()
    assert "Mới có một bản" in answer.content.decode()


def test_two_versions_in_any_order(as_position, cast, returned):
    builders.move(returned, workflow.SUBMIT, cast.registrant)
    client = as_position(cast.commune_officer)
    assert "So sánh các bản đăng ký" in client.get(f"/dang-ky/{returned.code}/").content.decode()
    assert "<ins> thôn Đoài</ins>" in page_of(client, returned).content.decode()
    assert "<del> thôn Đoài</del>" in page_of(client, returned, "?cu=2&moi=1").content.decode()


@pytest.mark.parametrize("query", ["?cu=7&moi=x", "?loai=ket-qua", "?loai=<b>&cu=-1&moi=1"])
def test_nonsense_in_the_address_is_no_error(as_position, cast, returned, query):
    assert page_of(as_position(cast.registrant), returned, query).status_code == 200
