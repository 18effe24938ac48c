"""What goes wrong in an import, and what has no place here: said, and never in the way of the rest."""

import pytest

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


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"serviceNames": []}, "it has no name"),
        ({"organizations": []}, "no organisation answers for it"),
        ({"serviceNames": "text"}, "'str' object has no attribute 'get'"),
        ({"serviceChannels": [{"serviceChannel": 7}]}, "has no attribute 'get'"),
        ({"organizations": 7}, "not iterable"),
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

    assert f"{ptv.NIGHT}: channel {ptv.CAFE}: " in problems
    assert ptv.last_line(printed) == "added 1, changed 0, unchanged 0"


def test_an_organisation_of_the_wrong_shape_is_named(folder):
    ptv.change(folder, "organizations", ptv.CITY, emails=["kirjaamo@example.org"])

    _printed, problems, _code = ptv.run_failing(folder)

    assert f"{ptv.CLUB}: organizations/{ptv.CITY}.json: " in problems


def test_nothing_of_a_service_that_fails_is_left_behind(folder):
    # Found out when the terms are written, after the organisation and the places
    ptv.change(folder, "services", ptv.CLUB, serviceClasses=[{"code": 5, "name": []}])

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
