"""Whatever stands in an address or a form of the desk: each of its routes has a row, and none fails."""

import re
from datetime import timedelta
from itertools import cycle
from urllib.parse import urlencode

import pytest
from django.urls import resolve
from django.utils import timezone

from audit.models import Entry
from desk.models import Finding, Gap
from directory.models import Alert, Network, Partnership
from tests.factories import OrganizationFactory
from tests.isolation.routes import all_routes
from tests.isolation.table import TABLE
from tests.test_strange_input import STRANGE

pytestmark = pytest.mark.django_db

#: Each route of the desk below `/admin/desk/`, with an object that is there
ROUTES = {
    "desk_queue": "queue/",
    "desk_item": "queue/review/{listing}/",
    "desk_partners": "partners/",
    "desk_partner": "partners/{organization}/",
    "desk_merge": "partners/{organization}/merge/",
    "desk_partnerships": "partnerships/",
    "desk_partnership_table": "partnerships/table.xlsx",
    "desk_new_partnership": "partnerships/new/?organization={organization}",
    "desk_calendar": "partnerships/calendar/",
    "desk_partnership": "partnerships/{partnership}/",
    "desk_networks": "networks/",
    "desk_network": "networks/{network}/",
    "desk_mailing_list": "networks/{network}/mailing-list/",
    "desk_who": "who/",
    "desk_alerts": "alerts/",
    "desk_alert_new": "alerts/new/",
    "desk_alert": "alerts/{alert}/",
    "desk_end_alert": "alerts/{alert}/end/",
    "desk_figures": "figures/",
    "desk_report": "figures/report/",
    "desk_report_csv": "figures/report.csv",
    "desk_report_sheet": "figures/report.xlsx",
    "desk_residents": "figures/residents/",
    "desk_residents_sheet": "figures/residents.xlsx",
    "desk_figure": "figures/searches/",
    "desk_figure_csv": "figures/searches.csv",
    "desk_figure_sheet": "figures/searches.xlsx",
    "desk_unmet": "missing/",
    "desk_close_gap": "missing/{gap}/close/",
    "desk_coverage": "languages/",
    "desk_quality": "quality/",
    "desk_fault": "quality/link/{fault}/",
    "desk_log": "log/",
    "desk_log_entry": "log/{entry}/",
    "desk_log_table": "log/table.csv",
}
NUMBER = re.compile(r"\{\w+\}")
#: All that screens of the desk read from an address, and all that their forms send
KEYS = (
    *("q", "p", "kind", "area", "theme", "topic", "whom", "language", "partner", "order", "words", "period"),
    *("act", "person", "number", "first", "last", "older", "by", "months", "state", "standing", "orphans"),
    *("member", "meeting", "organization", "responsible", "days", "what", "mine"),
)
FIELDS = (
    *("do", "reason", "kept", "successor", "name", "email", "text", "keep_until", "note", "revision", "user"),
    *(
        "valid_from",
        "valid_until",
        "starts_at",
        "ends_at",
        "unit",
        "version",
        "documents",
        "answer",
        "comment",
    ),
    *("text_fi", "item", "items", "role", "notes_url", "mail_address"),
)
DEEDS = (
    "save",
    "approve",
    "return",
    "correct",
    "dismiss",
    "drop",
    "keep",
    "member",
    "meeting",
    "make",
    "note",
)


@pytest.fixture
def addresses(desk, organization, waiting_edit) -> dict[str, str]:
    now = timezone.now()
    unit = OrganizationFactory(kind="city_unit", name_fi="Kaupunki")
    entry = Entry.objects.create(
        act="changed", object_type="directory.organization", object_id="1", extra={"entry": 10**30}
    )
    made = {
        "listing": waiting_edit,
        "organization": organization,
        "partnership": Partnership.objects.create(
            unit=unit, organization=organization, kind="cooperation", valid_from=timezone.localdate()
        ),
        "network": Network.objects.create(slug="n", name_fi="Verkosto"),
        "alert": Alert.objects.create(text_fi="Suljettu", starts_at=now, ends_at=now + timedelta(days=1)),
        "gap": Gap.objects.create(searches=9, listings=0),
        "fault": Finding.objects.create(
            key="k", kind="link", service=waiting_edit, url="https://example.org", details=["x"]
        ),
        "entry": entry,
    }
    numbers = {name: each.pk for name, each in made.items()}
    return {name: f"/admin/desk/{route.format(**numbers)}" for name, route in ROUTES.items()}


def test_each_route_of_the_desk_has_a_row_here_and_in_the_table_of_who_may():
    there = {route.name for route in all_routes() if route.pattern.startswith("admin/desk/")}

    assert there == set(ROUTES)
    assert {
        resolve(f"/admin/desk/{NUMBER.sub('1', way.partition('?')[0])}").url_name for way in ROUTES.values()
    } == there
    assert there <= {route for row in TABLE for route in row.routes}


@pytest.mark.parametrize("route", ROUTES)
def test_strange_values_are_answered_and_none_comes_back_as_markup(desk, addresses, route):
    values, address = cycle(STRANGE.values()), addresses[route]
    mark = "&" if "?" in address else "?"

    for _turn in range(3):
        query = urlencode({key: next(values) for key in KEYS if f"{key}=" not in address})
        opened = desk.get(f"{address}{mark}{query}")
        sent = [
            desk.post(f"{address}{mark}{query}", {field: next(values) for field in FIELDS} | {"do": do})
            for do in DEEDS
        ]

        assert all(answer.status_code < 500 for answer in (opened, *sent))
        pages = (answer for answer in (opened, *sent) if not answer.streaming)
        assert not any(b"<script>alert" in answer.content for answer in pages)


@pytest.mark.parametrize(
    "extra", [{"revision": "x"}, {"revision": 10**30}, {"entry": None}, {"entry": 10**30}, {"entry": "1"}, {}]
)
@pytest.mark.parametrize("kind", ["directory.service", "directory.alert", "no.model", ""])
def test_entry_that_keeps_odd_things_has_a_page_that_says_so_or_none(desk, kind, extra):
    entry = Entry.objects.create(act="changed", object_type=kind, object_id="x", extra=extra)

    answer = desk.get(f"/admin/desk/log/{entry.pk}/")

    assert answer.status_code in (200, 404)
    assert answer.status_code == 404 or "This version is not kept any more." in answer.text
    assert desk.get("/admin/desk/log/").status_code == 200
