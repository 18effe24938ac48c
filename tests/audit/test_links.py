"""What a crawl finds broken, and that it keeps within its bounds and asks nobody else."""

from email.message import Message

import pytest

from judges.fetching import Answer, fetch
from judges.links import Bounds, Crawl

SITE = "http://testserver"


def page(body: str, *, status: int = 200, content_type: str = "text/html", **headers: str) -> Answer:
    sent = Message()
    sent["Content-Type"] = content_type
    for name, value in headers.items():
        sent[name] = value
    return Answer(status, sent, body.encode())


def crawl(pages: dict[str, Answer], bounds: Bounds | None = None):
    """Crawl a site that has these pages and no other, from its Finnish front page."""
    asked = []

    def answer(url: str) -> Answer:
        asked.append(url.removeprefix(SITE))
        return pages.get(asked[-1], page("", status=404))

    return Crawl(answer, [f"{SITE}/fi/"], bounds).run(), asked


def test_link_to_nothing_is_named_with_the_page_it_is_on():
    report, _ = crawl({"/fi/": page('<a href="gone/">x</a>')})

    assert report.broken == [f"{SITE}/fi/gone/ answers 404 (on {SITE}/fi/)"]


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="icon" href="/x">',
        '<img src="/x">',
        '<img srcset="/x 2x" alt="">',
        '<script src="/x"></script>',
        '<form action="/x"></form>',
        '<svg><use href="/x#a"></use></svg>',
    ],
)
def test_whatever_a_page_asks_for_is_checked(html):
    report, _ = crawl({"/fi/": page(html)})

    assert report.broken == [f"{SITE}/x answers 404 (on {SITE}/fi/)"]


def test_part_of_a_page_or_drawing_has_to_be_there():
    there = '<a href="#a">x</a><p id="a">x</p><a href="/fi/b/#b">x</a><svg><use href="/c.svg#c"></use></svg>'
    missing = '<a href="#none">x</a><a href="/fi/b/#a">x</a><svg><use href="/c.svg#a"></use></svg>'
    others = {
        "/fi/b/": page('<p id="b">x</p>'),
        "/c.svg": page('<svg><symbol id="c"/></svg>', content_type="image/svg+xml"),
    }

    assert crawl({"/fi/": page(there), **others})[0].broken == []
    assert [line.split(" has no ")[1] for line in crawl({"/fi/": page(missing), **others})[0].broken] == [
        f"#none (on {SITE}/fi/)",
        f"#a (on {SITE}/fi/)",
        f"#a (on {SITE}/fi/)",
    ]


def test_empty_question_leads_to_the_page_without_its_question():
    pages = {"/fi/": page('<a href="?b">x</a><p id="a">x</p>'), "/fi/?b": page('<a href="?#a">x</a>')}

    report, _ = crawl(pages)

    assert report.broken == []


def test_redirection_is_followed_to_its_end():
    pages = {"/fi/": page('<a href="/fi/old/">x</a>'), "/fi/old/": page("", status=301, Location="/fi/new/")}

    report, asked = crawl(pages)

    assert asked == ["/fi/", "/fi/old/", "/fi/new/"]
    assert report.broken == [f"{SITE}/fi/new/ answers 404 (on {SITE}/fi/)"]


def test_links_to_others_are_listed_and_never_followed():
    report, asked = crawl({"/fi/": page('<a href="https://a.example/">x</a><a href="tel:+358">x</a>')})

    assert asked == ["/fi/"]
    assert report.outside == {"https://a.example/"}
    with pytest.raises(ValueError, match="not on this machine"):
        fetch("https://a.example/")


def test_pages_in_other_languages_and_values_of_a_search_are_sampled():
    links = [f"/sv/services/{n}/" for n in range(9)] + [f"/fi/search/?area={n}" for n in range(9)]
    pages = {"/fi/": page("".join(f'<a href="{link}">x</a>' for link in links))}

    report, asked = crawl(pages, Bounds(searches=4, other_languages=2))

    assert asked == ["/fi/", *links[:2], *links[9:13]]
    assert report.left_out == 12


def test_crawl_ends_at_its_bound_and_says_what_is_left():
    pages = {"/fi/": page("".join(f'<a href="/fi/{n}/">x</a>' for n in range(9)))}

    report, asked = crawl(pages, Bounds(addresses=5))

    assert (len(asked), report.checked, report.left_out) == (5, 5, 5)
