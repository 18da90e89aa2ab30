"""Danh sách niêm yết: what hangs out for opinions, and what the units under it are told about giving theirs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from common import dates
from evaluation.models import Round
from registrations.models import Plan
from tests.documents.test_word import words_of_docx, words_of_pdf
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db


def listed(as_position, c, ending="docx"):
    return as_position(c.officer).get(reverse(f"evaluation:posting_{ending}", args=[c.round.pk]))


def test_what_hangs_out_tells_results_days_and_place_and_nobodys_single_score(as_position):
    c = build.council(dossiers=2)
    first, *others = build.scoring(c, c.reviewer, c.other_reviewer)
    build.send(first, *build.FULL)
    for sheet in others:
        build.send(sheet)
    build.move(c.round, build.workflow.CONCLUDE, c.officer)
    build.hang_out(c, days=5)
    today = timezone.localdate()
    for ending, words in (("docx", words_of_docx), ("pdf", words_of_pdf)):
        said = " ".join(words(listed(as_position, c, ending).getvalue()).split())
        for told in (c.nominations[0].title, "90,00", "80,00", "Trụ sở xã", dates.day(today + timedelta(days=5))):
            assert told.replace(" ", "") in said.replace(" ", ""), (ending, told)
        assert c.reviewer.user.full_name not in said and "100,00" not in said


def test_before_the_conclusion_there_is_nothing_to_hang_out(as_position):
    c = build.council()
    build.scoring(c)
    assert listed(as_position, c).status_code == 404


def test_concluded_the_list_waits_for_its_days(as_position):
    c = build.council()
    build.concluded(c)
    assert "Niêm yết" not in words_of_docx(listed(as_position, c).getvalue())
    build.hang_out(c)
    # Called back and concluded anew, it does not repeat the days of the first time.
    Round.objects.update(state="concluded")
    assert "Niêm yết" not in words_of_docx(listed(as_position, c).getvalue())


def test_the_unit_reads_until_when_and_where_opinions_are_taken(as_position):
    c = build.council()
    build.posted(c, days=3)
    page = as_position(c.cast.registrant).get(reverse("evaluation:nomination", args=[c.nominations[0].pk])).text
    last = dates.day(timezone.localdate() + timedelta(days=3))
    assert f"đến hết ngày {last}; niêm yết tại: Trụ sở xã. Ý kiến về kết quả gửi về {c.round.present_unit}." in page


def test_while_it_hangs_out_the_units_home_page_says_so(as_position):
    c = build.council()
    build.concluded(c)

    def said():
        page = as_position(c.cast.registrant).get(reverse("home"))
        return [(line.title, line.due_on) for place in page.context["work"] for line in place.lines]

    assert said() == []
    build.hang_out(c, days=3)
    last = timezone.localdate() + timedelta(days=3)
    assert said() == [(f"Kết quả đang lấy ý kiến: {c.nominations[0].title}", last)]
    Round.objects.update(state="published", published_at=timezone.now())
    assert said() == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(as_position, count, django_assert_max_num_queries):
    c = build.council(dossiers=count)
    build.posted(c, c.reviewer, c.other_reviewer)
    client = as_position(c.officer)
    client.get("/suc-khoe/")
    with django_assert_max_num_queries(12):
        assert client.get(reverse("evaluation:posting_docx", args=[c.round.pk])).status_code == 200


def test_an_undated_paper_of_the_council_leaves_room_for_a_day_of_the_year_it_is_drawn_up(as_position):
    c = build.council()
    build.concluded(c)
    this_year = timezone.localdate().year
    Plan.objects.update(year=this_year - 1)
    for name in ("council_docx", "founding_docx"):
        said = words_of_docx(as_position(c.officer).get(reverse(f"evaluation:{name}", args=[c.round.pk])).getvalue())
        assert f"tháng ..... năm {this_year}" in said, name
