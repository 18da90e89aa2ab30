"""Cách ghi điểm: what is written beside a grade shows why it is that grade, on the page and in every file."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from common import numbers
from evaluation import council, scoring, workflow
from evaluation.telling import MORE_DECIMALS
from tests.documents.test_word import words_of_docx, words_of_pdf
from tests.evaluation import builders as build
from tests.evaluation.test_council import called, seated, write
from tests.evaluation.test_moderation import agree

BOUNDS = [(Decimal(lower), name) for lower, name in ((90, "Xuất sắc"), (80, "Tốt"), (65, "Khá"), (50, "Đạt"))]
# Close to a bound, where rounding may carry a mean over it.
NEAR = st.lists(st.sampled_from([Decimal("79.98"), Decimal("79.99"), Decimal(80), Decimal("80.01")]), min_size=1)


@given(NEAR)
def test_what_is_shown_stands_on_the_side_of_every_grade_on_which_the_sheets_stand(totals):
    shown = council.shown(scoring.mean(totals), BOUNDS)
    assert scoring.grade_of([shown], BOUNDS) == scoring.grade_of(totals, BOUNDS)
    assert numbers.places_of(shown) == 2 or scoring.mean(totals) < 80 <= numbers.rounded(scoring.mean(totals), 2)


@pytest.mark.parametrize(
    ("mean", "told"),
    [("79.995", "79,995"), ("79.9966666666", "79,997"), ("79.9996", "79,9996"), ("79.994", "79,99"), ("80", "80,00"),
     ("84.996", "85,00"), ("0", "0,00")],
)  # fmt: skip
def test_it_has_two_decimals_or_as_many_more_as_tell(mean, told):
    assert numbers.whole_score(council.shown(Decimal(mean), BOUNDS)) == told


@pytest.fixture
def close():
    """A council whose sheets lie at 80 in the mean but for half a hundredth."""
    c = build.council()
    for sheet, last in zip(build.scoring(c, c.reviewer, c.other_reviewer), ("9.99", "10"), strict=True):
        build.send(sheet, 15, 15, 20, 20, last)
    build.move(c.round, workflow.END_SCORING, c.officer)
    return c


@pytest.mark.django_db
def test_the_page_and_every_file_write_the_decimals_that_decide(as_position, close):
    client = as_position(close.officer)
    for page, key in (("council", close.round.pk), ("agenda", close.round.pk), ("nomination", close.nominations[0].pk)):
        assert "79,995" in client.get(reverse(f"evaluation:{page}", args=[key])).text, page
    files = {one: client.get(reverse(f"evaluation:council_{one}", args=[close.round.pk])) for one in ("pdf", "docx")}
    for words in (words_of_pdf(files["pdf"].getvalue()), words_of_docx(files["docx"].getvalue())):
        assert "79,995" in words and MORE_DECIMALS.replace(" ", "") in "".join(words).replace(" ", "")
    book = load_workbook(BytesIO(client.get(reverse("evaluation:council_xlsx", args=[close.round.pk])).getvalue()))
    (cell,) = [one for row in book.active.iter_rows() for one in row if one.value == 79.995]
    assert cell.number_format.startswith("#,##0.000")


@pytest.mark.django_db
def test_the_minutes_and_the_owner_read_it_too(as_position, close):
    seated(close)
    meeting = called(close)
    write(close, meeting)
    paper = as_position(close.officer).get(reverse("evaluation:minutes_pdf", args=[meeting.pk])).getvalue()
    assert "79,995" in words_of_pdf(paper)
    build.move(close.round, workflow.CONCLUDE, close.officer)
    build.move(close.round, workflow.PUBLISH_AT_ONCE, close.officer, note="Đã thống nhất.")
    assert "79,995" in as_position(close.cast.registrant).get(reverse("evaluation:rounds")).text


@pytest.mark.django_db
def test_an_agreed_total_stands_as_it_was_agreed(close):
    agree(close, close.nominations[0], "79.99")
    (result,) = council.results_of([close.round])
    assert (result.shown_mean, result.shown_final) == (Decimal("79.995"), Decimal("79.99"))
