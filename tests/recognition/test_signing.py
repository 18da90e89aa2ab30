"""Under whose head a decision goes out, in which duty it is signed, in whose hands it is, its bases row by row."""

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.signing import leaders_of
from documents.document import grounds
from documents.letterhead import Letterhead
from recognition import rights, workflow
from recognition.enums import Act
from recognition.models import Decision
from recognition.papers import decision_paper
from tests import builders
from tests.recognition import builders as build
from tests.recognition.pages import pdf_text, post, text
from units.enums import Line
from units.models import Unit
from units.scope import may_stand_in

pytestmark = pytest.mark.django_db
TITLE = "Phó Bí thư Thường trực Đảng ủy xã, Tổ trưởng Tổ thẩm định"


def led_from_above(o):
    """The office has no leader of its own; that of the commune's Party committee, in charge of the area, signs."""
    type(o.leader).objects.filter(pk=o.leader.pk).update(ends_on=o.leader.starts_on.replace(year=2021))
    party = builders.body("Đảng ủy xã Minh Lạc", o.tree.commune)
    Unit.objects.filter(pk=party.pk).update(
        paper_family="party", head_name="ĐẢNG ỦY XÃ MINH LẠC", number_suffix="ĐU", signing_lines="T/M BAN THƯỜNG VỤ\nBÍ THƯ"
    )  # fmt: skip
    party.refresh_from_db()
    signer = builders.person("Lường Văn Ký")
    return builders.position(Role.LEADER, party, user=signer, areas=[o.tree.commune], title=TITLE)


def head_of(decision):
    decision = Decision.objects.get(pk=decision.pk)
    return decision_paper(decision, [], list(decision.awards.all()), []).letterhead


def test_the_paper_is_headed_by_the_office_whose_leader_signs_and_signed_in_one_duty(as_position):
    o = build.office()
    signer = led_from_above(o)
    decision = build.proposed(o)
    assert (decision.issuer, head_of(decision).name) == (signer.unit, ("ĐẢNG ỦY XÃ MINH LẠC",))
    form = as_position(signer).get(f"/cong-nhan/{decision.pk}/viec/{workflow.SIGN.slug}/").context["form"]
    assert form.initial == {"signer_name": "Lường Văn Ký", "signer_title": "Phó Bí thư Thường trực"}
    build.move(decision, workflow.SIGN, signer, signer_name="Lường Văn Ký", signer_title=TITLE)
    assert head_of(decision).signature_lines == ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC")


def test_signed_by_the_leader_of_the_office_it_carries_its_own_head():
    o = build.office()
    decision = build.published(o)
    assert (decision.headed_by, decision.issuer) == (None, o.tree.commune_desk)
    assert head_of(decision).signature_lines == ("CHỦ TỊCH",)


def test_the_page_says_in_whose_hands_it_is(as_position):
    o = build.office()
    decision, client = build.drafted(o), as_position(o.officer)
    here = f"/cong-nhan/{decision.pk}/"
    assert f"Người soạn: {o.officer.user}" in text(client.get(here))
    build.move(decision, workflow.PROPOSE, o.officer)
    assert f"Chờ lãnh đạo ký: {o.leader.user}" in text(client.get(here))
    build.move(decision, workflow.SIGN, o.leader, **build.SIGNED)
    assert f"Chờ văn thư ghi số, phát hành: {o.clerk.user}" in text(client.get(here))
    type(o.clerk).objects.filter(pk=o.clerk.pk).delete()
    assert f"Chờ văn thư ghi số, phát hành: {o.officer.user}" in text(client.get(here))


@pytest.mark.parametrize(
    ("line", "signs"), [(Line.PARTY, True), (Line.STATE, True), (Line.FRONT, False), (Line.MASS, False)]
)
def test_the_front_and_its_members_do_not_sign_for_the_committee(as_position, line, signs):
    """In charge of the same area, they head another organisation."""
    o = build.office()
    decision = build.proposed(o)
    beside = builders.body("Cơ quan bên cạnh", o.tree.commune, line)
    leader = builders.position(Role.LEADER, beside, user=builders.person("Hà Thị Sen"), areas=[o.tree.commune])
    assert rights.signs(leader, decision) == signs
    assert Decision.objects.waiting_for(leader).exists() == signs
    assert (leader in leaders_of(decision.unit)) == signs
    here = as_position(leader).get(f"/cong-nhan/{decision.pk}/")
    assert here.status_code == (200 if signs else 404)


@pytest.mark.parametrize(("leading", "line", "may"), [
    (Line.FRONT, Line.FRONT, True), (Line.MASS, Line.MASS, False), (Line.STATE, Line.FRONT, False),
    (Line.FRONT, Line.MASS, False), (Line.PARTY, Line.FRONT, False),
])  # fmt: skip
def test_who_stands_in_is_the_same_in_hand_and_in_the_database(leading, line, may):
    o = build.office()
    one, other = (builders.body(f"Tổ chức {n}", o.tree.commune, of) for n, of in enumerate((leading, line)))
    leader = builders.position(Role.LEADER, one, user=builders.person("Hà Thị Sen"), areas=[o.tree.commune])
    assert may_stand_in(one, other) == may
    assert (leader in leaders_of(other)) == may


def test_where_nobody_can_sign_the_page_says_so(as_position):
    o = build.office()
    decision = build.proposed(o)
    type(o.leader).objects.filter(pk=o.leader.pk).update(ends_on=o.leader.starts_on.replace(year=2021))
    page = as_position(o.officer).get(f"/cong-nhan/{decision.pk}/")
    assert page.context["next_hands"] == "Cơ quan chưa có lãnh đạo nào có tài khoản để ký."


def test_bases_are_corrected_row_by_row(as_position):
    o = build.office()
    decision, client = build.drafted(o), as_position(o.officer)
    address = f"/cong-nhan/{decision.pk}/sua/"
    rows = client.get(address).context["form"]["bases"].value()
    assert rows == [str(one) for one in decision.bases.all()] and len(rows) > 1
    typed = {"about": decision.about, "proposer": "", "addressee": "", "carried_out_by": ""}
    long = post(client, address, o.officer, **typed, bases=["Căn cứ một;", "x" * 501])
    assert long.context["form"].errors == {"bases": ["Mỗi dòng tối đa 500 ký tự; dòng 2 dài hơn."]}
    assert "Căn cứ một;" in long.text and "x" * 501 in long.text
    post(client, address, o.officer, **typed, bases=["Căn cứ một;", "", "Căn cứ hai;\nCăn cứ ba."])
    assert [str(one) for one in decision.bases.all()] == ["Căn cứ một;", "Căn cứ hai;", "Căn cứ ba."]
    nothing = post(client, address, o.officer, **typed, bases=["", ""])
    assert nothing.context["form"].errors == {"bases": ["Mục này chưa ghi."]}


@pytest.mark.parametrize(("family", "dash"), [("party", "- "), ("state", "")])
def test_what_a_paper_of_the_party_rests_on_begins_with_a_dash(family, dash):
    head = Letterhead(family=family, superior=(), name=(), place="")
    told = [one.text for one in grounds(head, ["Căn cứ Luật;", "Theo đề nghị của Ban Dân vận"])]
    assert told == [f"{dash}Căn cứ Luật;", f"{dash}Theo đề nghị của Ban Dân vận."]


def test_a_decision_about_last_year_leaves_room_for_a_day_of_the_year_in_which_it_is_drawn_up(as_position):
    o = build.office()
    decision = build.drafted(o, act=Act.REVOCATION)
    this_year = timezone.localdate().year
    Decision.objects.filter(pk=decision.pk).update(year=this_year - 1)
    client = as_position(o.officer)
    for paper in ("quyet-dinh", "to-trinh", "danh-sach"):
        words = " ".join(pdf_text(client.get(f"/cong-nhan/{decision.pk}/{paper}.pdf").content).split())
        assert f"tháng ..... năm {this_year}" in words and f"tháng ..... năm {this_year - 1}" not in words, paper


def test_an_empty_draft_counts_nothing_by_kind(as_position):
    o = build.office()
    decision = build.drafted(o, act=Act.REWARD, records=[])
    words = " ".join(pdf_text(as_position(o.officer).get(f"/cong-nhan/{decision.pk}/quyet-dinh.pdf").content).split())
    assert "00 mô hình, điển hình có thành tích" in words


def test_a_decision_names_the_subject_of_the_plan_it_rests_on_in_quotation_marks(as_position):
    o = build.office()
    words = " ".join(str(one) for one in build.drafted(o).bases.all())
    assert f"Căn cứ {o.plan.cited};" in words and f"về “{o.plan.theme}”" in words
