"""A relative link leads where it should, wherever the site stands."""

from __future__ import annotations

from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from generator.portal import file_of, relative

NAMES = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True)
FOLDERS = st.lists(NAMES, max_size=4).map(lambda names: "".join(f"{name}/" for name in names))
URLS = st.one_of(FOLDERS, st.tuples(FOLDERS, NAMES).map(lambda parts: f"{parts[0]}{parts[1]}.pdf"))
BASES = st.sampled_from(["https://a.cn/", "https://a.cn/xxgk/nianbao/", "file:///home/a/public/"])


@given(BASES, URLS, URLS)
def test_a_link_leads_from_the_file_of_one_page_to_that_of_another(
    base: str, source: str, target: str
) -> None:
    link = relative(source, target)
    assert urljoin(base + file_of(source), link) == base + file_of(target)


@given(BASES, URLS, URLS, NAMES)
def test_a_fragment_comes_along(base: str, source: str, target: str, fragment: str) -> None:
    link = relative(source, f"{target}#{fragment}")
    assert urljoin(base + file_of(source), link) == f"{base}{file_of(target)}#{fragment}"


@given(URLS, URLS)
def test_a_link_never_leaves_the_site(source: str, target: str) -> None:
    assert not relative(source, target).startswith("/")
    assert relative(source, target).count("../") <= source.count("/")
