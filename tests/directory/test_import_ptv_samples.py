"""Importing the samples of the register, where a checkout has them beside it."""

import json
from pathlib import Path

import pytest

from directory.models import Location, Service, ServiceUrl
from directory.text_fields import text_fields
from tests.directory import ptv

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "ptv" / "v11"
#: Types of descriptions that a listing has a place for
DESCRIPTIONS = ("Summary", "Description", "UserInstruction", "ChargeTypeAdditionalInfo")


@pytest.fixture
def samples():
    if not SAMPLES.is_dir():
        pytest.skip(f"the samples are not here: {SAMPLES}")
    return SAMPLES


@pytest.mark.postgresql
def test_all_samples_come_in_and_a_second_run_changes_nothing(samples):
    first, second = ptv.run(samples), ptv.run(samples)

    assert ptv.last_line(first) == "added 8, changed 0, unchanged 0"
    assert ptv.last_line(second) == "added 0, changed 0, unchanged 8"
    assert Service.objects.filter(live=True).count() == 0
    assert "looks like" not in first


def test_every_field_of_the_samples_is_carried_or_listed(samples):
    printed = ptv.run(samples)

    assert "Fields this import does not know" not in printed


def test_the_channels_of_the_samples_bring_what_they_hold(samples):
    ptv.run(samples)

    crisis = ptv.service("9f242076-de0b-4c58-810e-aac4979d71fa")
    school = ptv.service("17c633dd-5408-495a-86c1-d8f57598e899")
    day_care = ptv.service("4b9f3ded-173b-4018-b43b-d3bbd1ef0ba8")
    assert [(p.number, p.hours_fi) for p in crisis.phones.all()] == [("+358 40 5501990", "ma–su 8–16")]
    assert school.phones.get().name_en == "The education secretary"
    assert school.urls.count() == 7
    assert day_care.service_at_locations.count() == 4
    assert (
        ptv.service("5fe23177-860c-4257-ac03-b4cdeab87d19")
        .attributes.filter(term__taxonomy__slug="ptv-areas")
        .count()
        == 10
    )


def test_published_samples_of_a_city_are_public(samples):
    ptv.run(samples, "--publish")

    assert Service.objects.public().count() == 8


def test_every_text_of_the_sample_services_is_in_its_listing(samples):
    ptv.run(samples)

    for payload in payloads(samples, "services"):
        listing = ptv.service(payload["id"])
        texts = [*payload["serviceNames"], *payload["requirements"]]
        texts += [text for text in payload["serviceDescriptions"] if text["type"] in DESCRIPTIONS]
        here = {" ".join((getattr(listing, field.attname) or "").split()) for field in text_fields(Service)}
        assert {" ".join(text["value"].split()) for text in texts if text["value"]} <= here


def test_every_web_page_of_a_channel_in_use_is_somewhere(samples):
    ptv.run(samples)

    used = {c["serviceChannel"]["id"] for s in payloads(samples, "services") for c in s["serviceChannels"]}
    channels = [channel for channel in payloads(samples, "channels") if channel["id"] in used]
    pages = {page["url"] for channel in channels for page in channel["webPages"] if page["url"]}
    here = {
        *ServiceUrl.objects.values_list("url", flat=True),
        *Location.objects.values_list("url", flat=True),
    }
    assert pages <= here


def payloads(folder: Path, kind: str) -> list[dict]:
    return [json.loads(path.read_text()) for path in sorted((folder / kind).glob("*.json"))]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("perusopetus", "Perusopetus"),
        ("etsivä nuorisotyö", "Etsivä nuorisotyö"),
        ("tilapäinen päivähoito", "Tilapäinen päivähoito"),
        ("työllistymistä edistävä", "Työllistymistä edistävä monialainen yhteispalvelu (TYP)"),
        ("uimahalli", "Uimahalli"),
        ("kriisiryhmä", "Päivystävän kriisiryhmän palvelut"),
        ("oppilashuolto", "Esiopetuksen oppilashuolto"),
        ("erityisvarhaiskasvatus", "Erityisvarhaiskasvatus"),
    ],
)
def test_a_family_reading_somali_finds_published_samples_by_their_finnish_words(
    samples, search_index, reader, words, name
):
    ptv.run(samples, "--publish")
    search_index.drain()

    page = reader(f"/so/search/?q={words}&spoken=fi")

    (card,) = [card for card in page.all(".card") if name in card.select_one(".card__name").get_text()]
    shown = card.select_one(".card__name [lang]")
    assert shown["lang"] == "fi"
    assert "Finishka" in card.select_one(".marks").get_text()
