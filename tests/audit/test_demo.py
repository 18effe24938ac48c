"""The demo before the judges that need neither Node nor a browser."""

import pytest

from config.settings import production
from judges import headers, observatory
from judges.links import Bounds, Crawl
from public_pages import FORMS, PAGES

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
DEPLOYED = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_")


@pytest.fixture
def deployed(settings) -> None:
    """What the settings of a deployment say about security."""
    for name in dir(production):
        if name.startswith(DEPLOYED):
            setattr(settings, name, getattr(production, name))


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_page_of_a_deployment_reaches_the_goal_for_headers(deployed, demo_site, ask, name):
    site = headers.seen(f"{SITE}/fi/{demo_site[name]}", ask)

    score = observatory.score(site)
    assert site.route[-1].startswith("https://testserver/fi/")
    assert score.lost == []
    assert score.points >= headers.GOAL


def test_site_that_does_not_lead_to_https_loses_points_for_it(demo_site, ask):
    site = headers.seen(f"{SITE}/fi/", ask)

    assert "redirection-missing -20" in observatory.score(site).lost


def test_first_pages_that_a_reader_comes_to_have_no_broken_link(demo_site, ask):
    starts = [f"{SITE}/{language}/" for language in ("fi", "ar")]

    report = Crawl(ask, starts, Bounds(addresses=200, seconds=float("inf"))).run()

    assert report.broken == []
    assert report.checked == 200
    assert report.outside
