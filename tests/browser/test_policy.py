"""The strict policy holds; and a page that broke it would be noticed."""

import pytest

from tests.browser.visit import PLACES, visiting

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_quiet(chromium, address, place):
    """No violation, no error, nothing missing, nothing from elsewhere: ``visiting`` asserts it."""
    with visiting(chromium, f"{address}/{PLACES[place]}") as page:
        page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
        loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
        assert len(loaded) <= 5
        assert page.evaluate("document.readyState") in ("interactive", "complete")


@pytest.mark.parametrize(
    "harm",
    [
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">红</p>')",
        "document.body.append(Object.assign(document.createElement('script'), {text: 'alert(1)'}))",
        "document.body.append(Object.assign(new Image(), {src: 'data:image/gif;base64,R0lGOD'}))",
        "document.body.append(Object.assign(new Image(), {src: 'https://example.com/x.png'}))",
        "fetch('https://example.com/').catch(() => 0)",
        "console.error('broken')",
        "setTimeout(() => { throw new Error('broken') })",
        "fetch('/sample/missing.json')",
    ],
)
def test_what_breaks_the_policy_is_noticed(chromium, address, harm):
    with pytest.raises(AssertionError, match="assert .* == \\[\\]"):  # noqa: SIM117
        with visiting(chromium, f"{address}/{PLACES['sample home']}") as page:
            page.evaluate(f"() => {{ {harm} }}")
            page.wait_for_timeout(300)
