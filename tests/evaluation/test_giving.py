"""Giving sheets out: spread by two numbers, from a list, to a substitute; nothing is written before it was shown."""

from itertools import product
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from common import installation
from evaluation import services, workflow
from evaluation.enums import SheetState
from evaluation.models import Sheet
from evaluation.pairsfile import read_lines
from evaluation.spreading import spread
from tests.evaluation import builders as build


def url(name, *args):
    return reverse(f"evaluation:{name}", args=args)


def post(client, address, position, **data):
    return client.post(address, {"position": position.pk, "token": str(uuid4()), **data})


def greatest(dossiers, reviewers, wanted, most, taken, barred):
    """How many places can be filled at all: Kuhn's matching of places to seats, written apart from the code under test."""
    places = [(one, n) for one in dossiers for n in range(wanted - sum((one, r) in taken for r in reviewers))]
    seat_of: dict = {}

    def has(place, who):
        return any(other[0] == place[0] and seat[0] == who for seat, other in seat_of.items())

    def try_place(place, visited):
        for who in reviewers:
            if (place[0], who) in taken or (place[0], who) in barred:
                continue
            for n in range(most - sum((d, who) in taken for d in dossiers)):
                seat = who, n
                if seat in visited:
                    continue
                visited.add(seat)
                before = seat_of.get(seat)
                if before is None and has(place, who):
                    continue
                if before is None or (before[0] != place[0] and not has(place, who) and try_place(before, visited)):
                    seat_of[seat] = place
                    return True
        return False

    return sum(try_place(place, set()) for place in places)


PAIRS = st.sets(st.tuples(st.integers(1, 5), st.sampled_from("abcd")), max_size=10)


@settings(deadline=None)
@given(st.integers(0, 5), st.integers(1, 4), st.integers(1, 3), st.integers(1, 4), PAIRS, PAIRS)
def test_a_spread_keeps_every_law(dossiers, people, wanted, most, taken, barred):
    ones, who = list(range(1, dossiers + 1)), list("abcd"[:people])
    taken = {pair for pair in taken if pair[0] in ones and pair[1] in who}
    found = spread(ones, who, wanted=wanted, most=most, given=taken, barred=barred)
    assert not set(found.pairs) & (taken | barred)
    assert len(set(found.pairs)) == len(found.pairs)
    for one in ones:
        have = sum((one, r) in taken for r in who) + sum(d == one for d, _ in found.pairs)
        assert have + found.short.get(one, 0) == max(wanted, sum((one, r) in taken for r in who))
    for r in who:
        had = sum((one, r) in taken for one in ones)
        assert found.load[r] == had + sum(x == r for _, x in found.pairs)
        assert found.load[r] <= max(most, had)
    assert found == spread(ones, who, wanted=wanted, most=most, given=taken, barred=barred)
    assert len(found.pairs) >= greatest(ones, who, wanted, most, taken, barred)


def test_loads_are_as_even_as_can_be():
    found = spread(range(20), range(7), wanted=3, most=60)
    assert set(found.load.values()) <= {8, 9}


def test_somebody_is_moved_along_where_that_fills_a_place():
    """a may score 1 and 2, b only 1: who takes the first at hand leaves the second dossier empty."""
    found = spread([1, 2], ["a", "b"], wanted=1, most=1, barred={(2, "b")})
    assert (set(found.pairs), found.short) == ({(1, "b"), (2, "a")}, {})


def test_two_hundred_dossiers_are_spread_evenly():
    barred = {(one, one % 7) for one in range(200)}
    found = spread(range(200), range(7), wanted=4, most=200, barred=barred)
    assert (len(found.pairs), found.short) == (800, {})
    assert max(found.load.values()) - min(found.load.values()) <= 1


def test_that_seven_cannot_take_two_hundred_is_found_out():
    found = spread(range(200), range(7), wanted=3, most=30)
    assert (len(found.pairs), set(found.load.values()), len(found.short)) == (210, {30}, 200)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Mã hồ sơ;Tên đăng nhập\nDVK-1;an\n\n DVK-2 ; binh ", [(2, "DVK-1", "an"), (4, "DVK-2", "binh")]),
        ("DVK-1\tan", [(1, "DVK-1", "an")]),
        ('"DVK-1","an"', [(1, "DVK-1", "an")]),
        ("DVK-1", [(1, "DVK-1", "")]),
    ],
)
def test_lists_are_read_as_offices_write_them(text, lines):
    assert read_lines(text) == lines


@pytest.mark.parametrize("text", ["", "\n \n", "Mã hồ sơ;Tên\n", "a;b\n" * 3001])
def test_a_list_that_cannot_be_is_told_in_a_sentence(text):
    with pytest.raises(ValueError, match="Danh sách"):
        read_lines(text)


pytestmark = pytest.mark.django_db


def test_the_officer_sees_the_spread_and_then_gives_it(as_position):
    c = build.council(dossiers=3)
    build.nominated(c)
    bound = build.reviewer_in(c.tree.district_union, user=c.cast.commune_officer.user)
    client = as_position(c.officer)
    page = client.get(url("share_out", c.round.pk), {"moi_ho_so": "2", "moi_nguoi": "3"})
    assert (page.context["count"], page.context["short"], Sheet.objects.count()) == (6, {}, 0)
    assert (bound, 0, 3) in page.context["load"]
    again = client.get(url("share_out", c.round.pk), {"moi_ho_so": "2", "moi_nguoi": "3"})
    assert again.context["pairs"] == page.context["pairs"]
    for _ in range(2):
        post(client, url("give", c.round.pk), c.officer, giao=page.context["pairs"])
    assert Sheet.objects.count() == 6
    assert not Sheet.objects.filter(reviewer=bound).exists()
    after = client.get(url("share_out", c.round.pk), {"moi_ho_so": "2", "moi_nguoi": "3"})
    assert (after.context["count"], "Không có phiếu nào để giao thêm." in after.text) == (0, True)


def test_too_small_a_load_is_told(as_position):
    c = build.council(dossiers=3)
    build.nominated(c)
    page = as_position(c.officer).get(url("share_out", c.round.pk), {"moi_ho_so": "2", "moi_nguoi": "1"})
    assert len(page.context["short"]) >= 1
    assert "hồ sơ chưa đủ thành viên" in page.text
    wrong = as_position(c.officer).get(url("share_out", c.round.pk), {"moi_ho_so": "0", "moi_nguoi": "nhiều"})
    assert wrong.context["form"].errors == {
        "moi_ho_so": ["Ghi một số từ 1 đến 30."], "moi_nguoi": ["Ghi một số từ 1 đến 500."]
    }  # fmt: skip


def test_a_list_is_judged_line_by_line_and_then_given(as_position):
    c = build.council(dossiers=2)
    first, second = build.nominated(c)
    bound = build.reviewer_in(c.tree.district_union, user=c.cast.commune_officer.user)
    name, code = c.reviewer.user.username, first.registration.code
    lines = [f"{code};{name}", f"{code.lower()};{name.upper()}", f"KHONG-CO;{name}", f"{code};la",
             f"{second.registration.code};{bound.user.username}"]  # fmt: skip
    file = SimpleUploadedFile("giao.csv", ("\ufeffMã hồ sơ;Tên đăng nhập\n" + "\n".join(lines)).encode())
    client = as_position(c.officer)
    page = post(client, url("from_list", c.round.pk), c.officer, file=file)
    assert [one.problem for one in page.context["lines"]] == [
        "", "dòng trước đã giao hồ sơ này cho người này", "không có hồ sơ mã này trong đợt",
        "không có thành viên tổ thẩm định nào của địa bàn dùng tên đăng nhập này",
        "đã xử lý hồ sơ này ở nơi tiếp nhận",
    ]  # fmt: skip
    assert Sheet.objects.count() == 0
    post(client, url("give", c.round.pk), c.officer, giao=page.context["pairs"])
    assert Sheet.objects.get().reviewer == c.reviewer


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        (b"", "file", "Tệp không có nội dung."),
        (b"PK\x03\x04\x00\x00", "file", "không phải tệp CSV"),
        ("Mã hồ sơ;Tên".encode("utf-16"), "file", "không phải tệp CSV"),
        (None, "file", "Chọn tệp CSV hoặc dán danh sách."),
        (b"x" * 600_000, "file", "nặng hơn 500 KB"),
    ],
)
def test_a_file_that_is_no_list_is_refused(as_position, data, field, sentence):
    c = build.council(dossiers=0)
    more = {} if data is None else {"file": SimpleUploadedFile("giao.csv", data)}
    page = post(as_position(c.officer), url("from_list", c.round.pk), c.officer, **more)
    assert sentence in page.context["form"].errors[field][0]


def test_a_substitute_begins_anew(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, 10, 11), comment="Đang chấm")
    client, token = as_position(c.officer), str(uuid4())
    address = url("substitute", sheet.pk)
    empty = post(client, address, c.officer, reason="Đi học")
    assert empty.context["form"].errors == {"person": ["Hãy chọn thành viên."]} and "Đi học" in empty.text
    for _ in range(2):
        post(client, address, c.officer, person=c.other_reviewer.pk, reason="Đi học", token=token)
    sheet.refresh_from_db()
    new = Sheet.objects.get(reviewer=c.other_reviewer)
    assert (sheet.state, sheet.scores.count(), new.state, new.scores.count()) == (
        SheetState.WITHDRAWN, 0, SheetState.ASSIGNED, 0,
    )  # fmt: skip
    assert Sheet.objects.count() == 2


def test_a_bound_substitute_is_refused_and_nothing_changes():
    c = build.council()
    (sheet,) = build.scoring(c)
    bound = build.reviewer_in(c.tree.district_union, user=c.cast.commune_officer.user)
    with pytest.raises(ValidationError):
        services.replace_reviewer(by=c.officer, sheet=sheet, to=bound, reason="x", token=uuid4())
    sheet.refresh_from_db()
    assert sheet.state == SheetState.ASSIGNED


def test_where_everybody_has_the_dossier_the_page_says_so(as_position):
    c = build.council()
    (sheet, _) = build.scoring(c, c.reviewer, c.other_reviewer)
    page = as_position(c.officer).get(url("substitute", sheet.pk)).text
    assert "đều đã nhận hồ sơ này" in page and "— chọn thành viên —" not in page


def test_a_sent_sheet_has_no_substitute():
    c = build.council()
    (sheet,) = build.scoring(c)
    build.send(sheet)
    with pytest.raises(ValidationError):
        services.replace_reviewer(by=c.officer, sheet=sheet, to=c.other_reviewer, reason="x", token=uuid4())


@pytest.mark.parametrize("count", [1, 5])
def test_the_pages_of_giving_ask_no_more_the_longer_they_are(as_position, count, django_assert_max_num_queries):
    c = build.council(dossiers=count)
    build.nominated(c)
    client = as_position(c.officer)
    client.get("/suc-khoe/")
    installation.is_demo()
    text = "\n".join(f"{one.registration.code};{c.reviewer.user.username}" for one in c.nominations)
    with django_assert_max_num_queries(12):
        page = client.get(url("share_out", c.round.pk), {"moi_ho_so": "2", "moi_nguoi": "9"})
    assert page.context["count"] == 2 * count
    with django_assert_max_num_queries(12):
        assert post(client, url("from_list", c.round.pk), c.officer, text=text).context["count"] == count


def test_every_pair_is_the_product_of_both():
    found = spread([1, 2], "ab", wanted=2, most=2)
    assert set(found.pairs) == set(product([1, 2], "ab"))


def test_the_file_of_a_list_is_chosen_by_a_button_of_our_own_words(as_position):
    c = build.council()
    page = as_position(c.officer).get(url("from_list", c.round.pk)).text
    assert "Chọn tệp CSV" in page and page.count('type="file"') == page.count("file-picker")


def test_what_somebody_may_not_score_leads_the_officer_to_the_giving(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    build.move(sheet, workflow.DECLINE, c.reviewer, note="Là người thân")
    here, way = url("round", c.round.pk), f'<a href="{url("give", c.round.pk)}">giao cho người khác</a>'
    assert way in as_position(c.officer).get(here).text
    assert way not in as_position(c.cast.district_leader).get(here).text


@pytest.mark.parametrize(("build_round", "gives"), [(build.nominated, True), (build.concluded, False)])
def test_after_the_scoring_the_table_only_tells_who_has_which_sheet(as_position, build_round, gives):
    c = build.council()
    build_round(c)
    page = as_position(c.officer).get(url("give", c.round.pk)).text
    assert ("không giao phiếu nữa" in page) is not gives
    for way in ('name="giao"', "Giao các ô đã đánh dấu", 'name="tat-ca"', url("share_out", c.round.pk)):
        assert (way in page) is gives
