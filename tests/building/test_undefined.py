"""The harness itself: an undefined variable in a template of ours fails, in a library's it does not."""

import pytest
from django.template import Context, Origin, Template, TemplateDoesNotExist, engines

from tests.building.sources import TEMPLATES
from tests.undefined import UndefinedVariableError


def render(source, folder, **context):
    engine = engines["django"].engine
    template = Template(source, origin=Origin(str(folder / "page.html")), engine=engine)
    return template.render(Context(context))


def test_an_undefined_variable_of_ours_fails():
    with pytest.raises(UndefinedVariableError):
        render("<p>{{ nobody }}</p>", TEMPLATES)


def test_an_undefined_attribute_of_ours_fails_even_inside_a_condition_and_a_filter():
    with pytest.raises(UndefinedVariableError):
        render("{% if unit %}{{ unit.nothing|upper }}{% endif %}", TEMPLATES, unit={"name": "Hòa Bình"})


def test_an_undefined_variable_of_a_library_is_empty(tmp_path):
    assert render("<p>{{ nobody }}</p>", tmp_path) == "<p></p>"


def test_a_template_that_is_not_there_fails():
    with pytest.raises(TemplateDoesNotExist):
        engines["django"].get_template("no-such-page.html")
