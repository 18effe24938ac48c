"""The headers of a page as a deployment sends them, scored by the Observatory's rules."""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urljoin

from judges import observatory
from judges.fetching import Answer, fetch
from judges.verdicts import Verdict, Visit

GOAL = 110
#: What the proxy in front says to the site, see docs/operator.md
OVER_TLS = {"X-Forwarded-Proto": "https"}
ASKED_FROM = "https://observatory.example"
MOST_REDIRECTIONS = 5


def judge(visits: Iterable[Visit]) -> Iterator[Verdict]:
    """Judge pages of a site that runs with the settings of production."""
    for visit in visits:
        score = observatory.score(seen(visit.url, fetch))
        problems = [] if score.points >= GOAL else [f"{score.points}, goal {GOAL}", *score.lost]
        yield Verdict("headers", visit.page, visit.language, score.points, str(score.points), problems)


def seen(url: str, ask: Callable[[str, dict[str, str]], Answer]) -> observatory.Site:
    """Ask for an address over http, and over https as a proxy passes it on."""
    answer = ask(url, {**OVER_TLS, "Origin": ASKED_FROM})
    return observatory.Site(
        headers={name.lower(): value for name, value in answer.headers.items()},
        set_cookies=tuple(answer.headers.get_all("Set-Cookie", [])),
        html=answer.text,
        route=tuple(_route(url, ask)),
        asked_from=ASKED_FROM,
    )


def _route(url: str, ask: Callable[[str, dict[str, str]], Answer]) -> Iterator[str]:
    for _ in range(MOST_REDIRECTIONS):
        yield url
        answer = ask(url.replace("https:", "http:", 1), OVER_TLS if url.startswith("https:") else {})
        if not 300 <= answer.status < 400:
            return
        url = urljoin(url, answer.headers["Location"])
