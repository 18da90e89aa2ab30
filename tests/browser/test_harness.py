"""The browser's own watch: what it must notice, it notices."""

import pytest


@pytest.fixture
def opened(page):
    page.goto("/dang-nhap/")
    return page


def test_the_sign_in_page_complains_about_nothing(opened):
    assert opened.locator("h1").count() == 1


def test_a_request_that_leaves_the_host_is_noticed_and_leads_nowhere(opened, complaints):
    opened.evaluate("() => fetch('https://example.org/').catch(() => null)")
    assert "left: https://example.org/" in complaints or any("Content Security Policy" in line for line in complaints)
    complaints.clear()


def test_an_inline_script_is_refused_by_the_policy_and_noticed(opened, complaints):
    opened.evaluate(
        "() => { const script = document.createElement('script'); script.text = 'window.ran = true';"
        " document.body.append(script); }"
    )
    assert opened.evaluate("() => window.ran") is None
    assert [line for line in complaints if "Content Security Policy" in line] == complaints != []
    complaints.clear()


def test_an_error_in_a_script_is_noticed(opened, complaints):
    opened.evaluate("() => { setTimeout(() => { nothing.here() }, 0) }")
    opened.wait_for_timeout(200)
    assert complaints == ["script: nothing is not defined"]
    complaints.clear()


def test_a_window_without_javascript_is_watched_too(new_context, complaints):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/dang-nhap/")
    assert page.locator("form input[type=password]").count() == 1
