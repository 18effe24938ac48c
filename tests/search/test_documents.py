"""Documents: what of a listing gets into the index, and what never does."""

import json
from datetime import date, datetime, time

import pytest
from django.utils import translation

from directory.choices import ServiceRoleKind, Standing, TaxonomySlug
from directory.dates.times import HELSINKI
from directory.models import (
    EasyLanguageText,
    RoleAcceptance,
    SearchWords,
    Service,
    ServiceRole,
    TranslationState,
)
from search.analysis import tokens
from search.documents import (
    LabelDocument,
    Occurrence,
    ServiceDocument,
    SessionTemplate,
    build_documents,
    build_labels,
    public_service_ids,
)
from search.querying.facets import BY_KEY
from tests.factories import (
    AreaFactory,
    LocationFactory,
    OrganizationFactory,
    ScheduleDateFactory,
    ScheduleFactory,
    ServiceAtLocationFactory,
    ServiceAttributeFactory,
    ServiceFactory,
    TaxonomyFactory,
    TaxonomyTermFactory,
)

pytestmark = pytest.mark.django_db
# A Wednesday
TODAY = date(2026, 3, 11)


def document_of(service: Service) -> ServiceDocument:
    (document,) = build_documents([service.pk], today=TODAY)
    return document


def minute(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=HELSINKI).timestamp() // 60)


def test_a_document_holds_what_conditions_ask_for():
    theme = TaxonomyTermFactory(code="health")
    service = ServiceFactory(
        slug="kerho",
        name_fi="Kerho",
        name_so="Naadi",
        kind="group",
        organization=OrganizationFactory(slug="familia", kind="association", business_id="0123456-2"),
        channels=["on_site"],
        gender="girls",
        is_free=True,
        needs_identity=True,
        needs_client_relation=False,
        minimum_age=7,
        valid_from=date(2026, 3, 1),
        valid_until=date(2026, 6, 1),
        languages=["so", "fi"],
        entry="registration",
    )
    ServiceAttributeFactory(service=service, term=TaxonomyTermFactory(code="sleep", parent=theme))
    groups = TaxonomyFactory(slug=TaxonomySlug.TARGET_GROUPS)
    ServiceAttributeFactory(service=service, term=TaxonomyTermFactory(code="young", taxonomy=groups))

    document = document_of(service)

    assert document == ServiceDocument(
        id=service.pk,
        label=LabelDocument("service", "kerho", {"fi": "Kerho", "so": "Naadi"}),
        kind="group",
        organization_kind="association",
        organizations=("familia",),
        themes=("health",),
        topics=("sleep",),
        texts={"fi": "written", "so": "written"},
        whom=("young",),
        gender="girls",
        is_free=True,
        needs_identity=True,
        needs_client_relation=False,
        minimum_age=7,
        valid_from=date(2026, 3, 1),
        valid_until=date(2026, 6, 1),
        templates=(SessionTemplate(("so", "fi"), "registration", channels=("on_site",)),),
        tokens=document.tokens,
    )


def test_texts_are_weighted_by_where_they_stand():
    topic = TaxonomyTermFactory(name_fi="Uni", name_so="Hurdo", parent=TaxonomyTermFactory())
    service = ServiceFactory(name_fi="Kerho", summary_fi="Tule mukaan", description_sv="Vi leker")
    ServiceAttributeFactory(service=service, term=topic)

    found = document_of(service).tokens

    assert set(tokens("Kerho", "fi")) <= set(found["name"])
    assert {*tokens("Tule mukaan", "fi"), *tokens("Uni", "fi"), *tokens("Hurdo", "so")} <= set(found["about"])
    assert set(found["text"]) == set(tokens("Vi leker", "sv"))


def test_words_people_type_for_a_topic_are_in_no_document_and_no_name():
    topic = TaxonomyTermFactory(name_fi="Uni", parent=TaxonomyTermFactory())
    SearchWords.objects.create(term=topic, language_code="fi", words=["karkeasana"])
    service = ServiceFactory()
    ServiceAttributeFactory(service=service, term=topic)

    found = json.dumps([document_of(service).to_json(), *(label.to_json() for label in build_labels())])

    assert "karkea" not in found


def test_only_texts_of_a_language_are_read_as_that_language_whoever_edited():
    with translation.override("sv"):
        service = ServiceFactory(name_fi="Kerho", name_sv="Klubb")
        Service.objects.filter(pk=service.pk).update(description_sv="Vi leker")

        document = document_of(service)

    assert document.label.labels == {"fi": "Kerho", "sv": "Klubb"}
    assert set(document.tokens["text"]) == set(tokens("Vi leker", "sv"))


def test_document_knows_in_which_languages_there_is_an_easy_text():
    service = ServiceFactory(name_fi="Talousneuvonta")
    for language in ("sv", "fi"):
        EasyLanguageText.objects.create(
            service=service, language_code=language, name="Apua", description="Tule käymään."
        )

    assert set(document_of(service).easy_languages) == {"fi", "sv"}
    assert document_of(ServiceFactory()).easy_languages == ()


def test_document_says_what_the_texts_of_each_language_are():
    names = {"name_fi": "Kerho", "name_sv": "Klubb", "name_ru": "Клуб", "name_so": "Naadi", "name_et": ""}
    service = ServiceFactory(original_language="fi", **names)
    states = {"sv": ("checked", False), "ru": ("machine", True), "so": ("checked", True)}
    for language, (state, is_outdated) in states.items():
        TranslationState.objects.create(
            service=service, language_code=language, state=state, is_outdated=is_outdated
        )

    document = document_of(service)

    assert document.texts == {"fi": "written", "sv": "checked", "ru": "machine", "so": "outdated"}
    assert ServiceDocument.from_json(document.to_json()).texts == document.texts
    assert sorted(BY_KEY["written"].read(document)) == ["fi", "so", "sv"]


def test_what_nobody_told_is_no_promise():
    told, untold = ServiceFactory(needs_identity=False), ServiceFactory()

    promises = [BY_KEY["no_identity"].read(document_of(service)) for service in (told, untold)]

    assert promises == [("1",), ()]
    assert document_of(untold).needs_client_relation is None


def test_a_listing_that_begins_later_has_a_document_already():
    service = ServiceFactory(valid_from=date(2026, 5, 1))

    assert document_of(service).valid_from == date(2026, 5, 1)
    assert public_service_ids(TODAY) == [service.pk]
    assert ServiceDocument.from_json(document_of(service).to_json()).valid_from == date(2026, 5, 1)


def test_drafts_ended_listings_and_those_of_organizations_not_admitted_are_in_no_document():
    public = ServiceFactory(valid_until=TODAY)
    hidden = [
        ServiceFactory(live=False),
        ServiceFactory(valid_until=date(2026, 3, 10)),
        ServiceFactory(organization=OrganizationFactory(standing=Standing.SUSPENDED)),
    ]

    documents = build_documents([public.pk, *(each.pk for each in hidden)], today=TODAY)

    assert [document.id for document in documents] == public_service_ids(TODAY) == [public.pk]


def test_each_schedule_is_a_template_with_its_coming_occurrences():
    kallio = AreaFactory(slug="kallio", parent=AreaFactory(slug="central"))
    library = LocationFactory(
        slug="library",
        area=kallio,
        postal_code="00530",
        latitude=60.18,
        longitude=24.95,
        is_family_centre=True,
        accessibility=["lift", "step_free"],
    )
    service = ServiceFactory(languages=["fi"], entry="walk_in", channels=["on_site", "phone"])
    ScheduleFactory(service=service, valid_to=date(2026, 3, 25))
    ScheduleFactory(
        service=service, rrule="FREQ=WEEKLY;BYDAY=WE", opens_at=time(18), closes_at=time(20),
        valid_to=date(2026, 3, 18), location=library, languages=["so"], entry="registration", sort_order=1,
    )  # fmt: skip

    document = document_of(service)

    assert document.templates == (
        SessionTemplate(("fi",), "walk_in", channels=("phone",), last_day=date(2026, 3, 25)),
        SessionTemplate(
            languages=("so",),
            entry="registration",
            location_id=library.pk,
            location="library",
            areas=("kallio", "central"),
            postal_code="00530",
            latitude=60.18,
            longitude=24.95,
            is_family_centre=True,
            is_step_free=True,
            channels=("on_site",),
            last_day=date(2026, 3, 18),
        ),
    )
    assert document.occurrences == (
        Occurrence(minute(2026, 3, 11, 18), minute(2026, 3, 11, 20), template=1, parts=4),
        Occurrence(minute(2026, 3, 16, 10), minute(2026, 3, 16, 12), template=0, parts=1),
        Occurrence(minute(2026, 3, 18, 18), minute(2026, 3, 18, 20), template=1, parts=4),
        Occurrence(minute(2026, 3, 23, 10), minute(2026, 3, 23, 12), template=0, parts=1),
    )


def test_cancelled_dates_holidays_and_the_summer_break_are_no_occurrences():
    # Mondays: 16 March is cancelled, 6 April is Easter Monday, from 20 April on there is a break
    service = ServiceFactory(closed_from=date(2026, 4, 20), closed_until=date(2026, 7, 31))
    ScheduleDateFactory(schedule=ScheduleFactory(service=service), date=date(2026, 3, 16))

    found = [datetime.fromtimestamp(each.start * 60, HELSINKI) for each in document_of(service).occurrences]

    assert [(day.month, day.day) for day in found] == [(3, 23), (3, 30), (4, 13)]


def test_occurrences_reach_sixty_days_ahead():
    service = ScheduleFactory(rrule="FREQ=DAILY", skips_holidays=False).service

    found = document_of(service).occurrences

    assert (found[0].start, found[-1].start) == (minute(2026, 3, 11, 10), minute(2026, 5, 10, 10))
    assert len(found) == 61


def test_without_a_schedule_each_place_is_a_template():
    service = ServiceFactory(languages=["ar"], entry="appointment", channels=["on_site"])
    places = [ServiceAtLocationFactory(service=service).location for _ in range(2)]

    document = document_of(service)

    assert document.templates == tuple(
        SessionTemplate(("ar",), "appointment", place.pk, place.slug, channels=("on_site",))
        for place in places
    )
    assert document.occurrences == ()


#: Channels of a listing, which of its sessions have a place, and the channels of each session
MEETINGS = {
    "at a place": (["on_site"], [True], [["on_site"]]),
    "at a place, also from home": (["online", "on_site"], [True, True], [["on_site", "online"]] * 2),
    "some at a place": (["on_site", "phone"], [True, False], [["on_site"], ["phone"]]),
    "without a place": (["on_site", "phone", "online"], [False], [["phone", "online"]]),
    "on site, the place not told": (["on_site"], [False], [["on_site"]]),
    "in the streets, one of them named": (["outreach"], [True, False], [["outreach"], ["outreach"]]),
    "nothing told": ([], [True, False], [[], []]),
}


@pytest.mark.parametrize(("channels", "have_places", "expected"), MEETINGS.values(), ids=MEETINGS)
def test_each_session_has_its_own_ways_of_meeting(channels, have_places, expected):
    service = ServiceFactory(channels=channels)
    for has_place in have_places:
        ScheduleFactory(service=service, location=LocationFactory() if has_place else None)

    assert [list(template.channels) for template in document_of(service).templates] == expected


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        (["on_site"], [("malmi", ("on_site",))]),
        (["phone", "on_site"], [("malmi", ("on_site",)), ("", ("phone",))]),
        (["phone"], [("malmi", ()), ("", ("phone",))]),
    ],
)
def test_without_a_schedule_what_is_not_on_site_is_at_no_place(channels, expected):
    service = ServiceFactory(channels=channels)
    ServiceAtLocationFactory(service=service, location=LocationFactory(slug="malmi"))

    assert [(each.location, each.channels) for each in document_of(service).templates] == expected


def test_without_a_schedule_and_a_place_all_ways_of_meeting_are_one_template():
    (template,) = document_of(ServiceFactory(channels=["phone", "on_site"])).templates

    assert template.channels == ("on_site", "phone")


def test_nothing_tells_where_a_place_with_a_hidden_address_is():
    shelter = LocationFactory(
        area=AreaFactory(slug="kallio"),
        postal_code="00530",
        latitude=60.18,
        longitude=24.95,
        is_address_hidden=True,
    )
    service = ServiceAtLocationFactory(location=shelter).service

    (template,) = document_of(service).templates

    assert template.areas == ()
    assert (template.postal_code, template.latitude, template.longitude) == ("", None, None)


def test_a_co_provider_is_named_once_it_accepted():
    service = ServiceFactory(organization=OrganizationFactory(slug="provider"))
    accepted, asked = OrganizationFactory(slug="accepted"), OrganizationFactory(slug="asked")
    for organization in (accepted, asked):
        ServiceRole.objects.create(
            service=service, organization=organization, role=ServiceRoleKind.CO_PROVIDER
        )
    RoleAcceptance.objects.create(service=service, organization=accepted, role=ServiceRoleKind.CO_PROVIDER)

    assert document_of(service).organizations == ("provider", "accepted")


@pytest.mark.parametrize(("state", "is_written"), [("machine", False), ("checked", True), ("written", True)])
def test_machine_text_is_not_indexed_as_written(state, is_written):
    texts = {"name_so": "Naadi", "summary_so": "Caawimo", "description_so": "Qoraal"}
    service = ServiceFactory(name_fi="Kerho", description_fi="Teksti", **texts)
    TranslationState.objects.create(service=service, language_code="so", state=state)

    document = document_of(service)

    weights = {
        word: [weight for weight, kept in document.tokens.items() if set(tokens(word, "so")) <= set(kept)]
        for word in texts.values()
    }
    as_written = {"Naadi": ["name"], "Caawimo": ["about"], "Qoraal": ["text"]}
    as_found_only = {"Naadi": ["text"], "Caawimo": ["text"], "Qoraal": []}
    assert weights == (as_written if is_written else as_found_only)
    assert document.label.labels == {"fi": "Kerho"} | ({"so": "Naadi"} if is_written else {})
    assert set(tokens("Teksti", "fi")) <= set(document.tokens["text"])


def test_the_number_of_queries_does_not_grow_with_the_number_of_listings(django_assert_num_queries):
    def listing():
        service = ServiceFactory()
        ServiceAttributeFactory(service=service)
        ServiceAtLocationFactory(
            service=service, location=LocationFactory(area=AreaFactory(parent=AreaFactory()))
        )
        ScheduleDateFactory(schedule=ScheduleFactory(service=service))
        role = ServiceRole.objects.create(
            service=service, organization=OrganizationFactory(), role=ServiceRoleKind.CO_PROVIDER
        )
        RoleAcceptance.objects.create(service=service, organization=role.organization, role=role.role)
        return service.pk

    ids = [listing() for _ in range(12)]

    for some in (ids[:1], ids):
        with django_assert_num_queries(14):
            assert len(build_documents(some, today=TODAY)) == len(some)


def test_a_document_survives_being_written_as_json():
    service = ScheduleFactory(
        service__valid_until=date(2027, 1, 1), location=LocationFactory(latitude=60, longitude=25)
    ).service
    document = document_of(service)

    again = ServiceDocument.from_json(json.loads(json.dumps(document.to_json())))

    assert again == document


def test_names_of_topics_areas_and_public_organizations_and_places_can_be_suggested():
    theme = TaxonomyTermFactory(code="health", name_fi="Terveys")
    TaxonomyTermFactory(code="sleep", name_fi="Uni", name_so="Hurdo", parent=theme)
    AreaFactory(slug="kallio", name_fi="Kallio", name_sv="Berghäll")
    OrganizationFactory(slug="familia", name_fi="Familia")
    applicant = OrganizationFactory(slug="applicant", standing=Standing.APPLIED)
    LocationFactory(slug="library", name_fi="Kirjasto", name_en="Library")
    LocationFactory(slug="shelter", is_address_hidden=True)
    LocationFactory(slug="of-applicant", organization=applicant)

    assert build_labels() == [
        LabelDocument("theme", "health", {"fi": "Terveys"}),
        LabelDocument("topic", "sleep", {"fi": "Uni", "so": "Hurdo"}),
        LabelDocument("area", "kallio", {"fi": "Kallio", "sv": "Berghäll"}),
        LabelDocument("organization", "familia", {"fi": "Familia"}),
        LabelDocument("location", "library", {"fi": "Kirjasto", "en": "Library"}),
    ]
