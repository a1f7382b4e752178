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
    ("harm", "said"),
    [
        ("end.insertAdjacentHTML('afterend', '<p style=\"color:red\">红</p>')", "policy: style"),
        (
            "end.append(Object.assign(document.createElement('script'), {text: '1'}))",
            "policy: script",
        ),
        ("new Image().src = 'data:image/gif;base64,R0lGOD'", "policy: img"),
        ("new Image().src = 'https://example.com/x.png'", "policy: img"),
        ("fetch('https://example.com/').catch(() => 0)", "policy: connect"),
        ("setTimeout(() => { throw new Error('broken') })", "error: broken"),
        ("fetch('/sample/missing.json')", "404: .*missing.json"),
        ("console.log('left over')", "log: left over"),
    ],
)
def test_what_goes_wrong_is_noticed(chromium, address, harm, said):
    with pytest.raises(AssertionError, match=said):  # noqa: SIM117
        with visiting(chromium, f"{address}/{PLACES['sample home']}") as page:
            page.evaluate(f"() => {{ const end = document.querySelector('footer'); {harm} }}")
            page.wait_for_timeout(300)
