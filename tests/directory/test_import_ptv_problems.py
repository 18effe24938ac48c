"""What goes wrong in an import, and what has no place here: said, and never in the way of the rest."""

import io
import os

import pytest
from django.core.management import CommandError, call_command

from directory.models import Location, Organization
from tests.directory import ptv

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the payloads that a test may change."""
    return ptv.copy_to(tmp_path)


def test_a_broken_file_is_named_and_the_others_go_on(folder):
    (folder / "services" / "broken.json").write_text('{"id": ')

    printed, problems, code = ptv.run_failing(folder)

    assert "services/broken.json: broken: not JSON" in problems
    assert ptv.last_line(printed) == "added 2, changed 0, unchanged 0"
    assert code == 1


def answering(identifier: str) -> list[dict]:
    return [{"roleType": "Responsible", "organization": {"id": identifier, "name": ""}}]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"serviceNames": []}, "it has no name"),
        ({"organizations": []}, "no organisation answers for it"),
        ({"serviceNames": "text"}, 'serviceNames: "text" where a list belongs'),
        ({"serviceNames": [["text"]]}, "serviceNames: a list where an object belongs"),
        ({"serviceNames": [{"value": 7}]}, "serviceNames.value: 7 where a text belongs"),
        ({"serviceChannels": [{"serviceChannel": 7}]}, "serviceChannels.serviceChannel: 7 where an object"),
        ({"serviceChannels": [None]}, "serviceChannels: null where an object belongs"),
        ({"languages": ["fi", None]}, "languages: null where a text belongs"),
        ({"serviceClasses": [{"code": 5}]}, "serviceClasses.code: 5 where a text belongs"),
        ({"organizations": 7}, "organizations: 7 where a list belongs"),
    ],
)
def test_a_service_of_the_wrong_shape_is_named_and_the_others_go_on(folder, fields, reason):
    ptv.change(folder, "services", ptv.CLUB, **fields)

    printed, problems, code = ptv.run_failing(folder)

    assert f"services/{ptv.CLUB}.json: {ptv.CLUB}: " in problems
    assert reason in problems
    assert ptv.last_line(printed) == "added 1, changed 0, unchanged 0"
    assert code == 1


def test_a_channel_of_the_wrong_shape_is_named(folder):
    ptv.change(folder, "channels", ptv.CAFE, addresses="Yökatu 3", services=7)

    printed, problems, _code = ptv.run_failing(folder)

    assert f'{ptv.NIGHT}: channels/{ptv.CAFE}.json: addresses: "Yökatu 3" where a list belongs' in problems
    assert ptv.last_line(printed) == "added 1, changed 0, unchanged 0"


def test_a_day_that_is_none_is_named_with_the_file_of_its_channel(folder):
    ptv.change(folder, "channels", ptv.CAFE, serviceHours=[{"validFrom": "2026-02-31", "validTo": ""}])

    _printed, problems, _code = ptv.run_failing(folder)

    assert f'channels/{ptv.CAFE}.json: serviceHours.validFrom: "2026-02-31" where a date belongs' in problems


def test_a_channel_with_strange_services_breaks_no_service(folder):
    ptv.change(folder, "channels", ptv.CAFE, services=[{"service": 7}, {"service": None}, 7])

    assert ptv.last_line(ptv.run(folder)) == "added 2, changed 0, unchanged 0"


def test_characters_that_no_text_holds_are_left_out(folder):
    ptv.rename(folder, ptv.CLUB, "Per\ud800he\u202ekerho\u2066 \x00\u200fklo 10")

    printed = ptv.run(folder)

    assert ptv.service(ptv.CLUB).name_fi == "Perhekerho klo 10"
    assert "Perhekerho klo 10" in printed


def test_what_a_terminal_cannot_show_hides_nothing_of_the_report(folder):
    (folder / "services" / os.fsdecode(b"\xff.json")).write_text("{")
    output = io.TextIOWrapper(io.BytesIO(), encoding="ascii")

    with pytest.raises(CommandError):
        call_command("import_ptv", str(folder), stdout=output, stderr=output)

    output.flush()
    printed = output.buffer.getvalue().decode("ascii")
    assert "services/\\udcff.json: " in printed
    assert "added 2, changed 0, unchanged 0" in printed


def test_a_name_that_is_too_long_is_cut_and_the_report_says_so(folder):
    ptv.rename(folder, ptv.CLUB, "Kerho " * 1_000)

    printed = ptv.run(folder)

    assert len(ptv.service(ptv.CLUB).name_fi) <= 200
    assert "service name_fi has 5999 characters: cut at 200" in printed
    assert max(map(len, printed.splitlines())) < 300


def test_an_organisation_of_the_wrong_shape_is_named(folder):
    ptv.change(folder, "organizations", ptv.CITY, emails=["kirjaamo@example.org"])

    _printed, problems, _code = ptv.run_failing(folder)

    assert f"{ptv.CLUB}: organizations/{ptv.CITY}.json: " in problems


def test_nothing_of_a_service_that_fails_is_left_behind(folder):
    # Found out when those who take part are written, after the organisation and the places
    (folder / "organizations" / "partner.json").write_text('{"id": "partner", "organizationNames": 7}')
    ptv.change(folder, "services", ptv.CLUB, organizations=[*answering(ptv.CITY), *answering("partner")])

    printed, problems, _code = ptv.run_failing(folder)

    assert f"{ptv.CLUB}: " in problems
    assert "places: 1 new" in printed
    assert not Organization.objects.filter(name_fi="Esimerkkilän kaupunki").exists()
    assert Location.objects.count() == 1


def test_a_channel_that_broke_takes_nothing_from_its_listing(folder):
    ptv.run(folder)
    (folder / "channels" / f"{ptv.LINE}.json").write_text("{")

    printed, problems, _code = ptv.run_failing(folder)

    assert f"channels/{ptv.LINE}.json" in problems
    assert ptv.last_line(printed) == "added 0, changed 0, unchanged 2"
    assert ptv.service(ptv.CLUB).phones.filter(number="800123456").exists()


def test_a_folder_that_is_none_is_named(tmp_path):
    with pytest.raises(Exception, match="no folder services/ in it"):
        ptv.run(tmp_path)


def test_what_has_no_place_here_is_listed_once_for_each_kind():
    printed = ptv.run()

    assert "  description (service, serviceDescriptions[DeadLine]): 1" in printed
    assert "  general description (service, generalDescriptionId): 1" in printed
    assert "  funding (service, fundingType): 2" in printed


def test_a_field_that_the_import_does_not_know_is_named(folder):
    ptv.change(folder, "services", ptv.NIGHT, moonPhase={"today": "full"})

    printed = ptv.run(folder)

    assert "Fields this import does not know:\n  moonPhase.today (service): 1" in printed


def test_examples_of_the_documentation_are_no_facts():
    ptv.run()

    club = ptv.service(ptv.CLUB)
    assert not club.phones.filter(number__contains="345 6789").exists()
    assert not club.urls.filter(url__contains="example.com").exists()
