"""Listings become documents."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Prefetch

from directory.choices import ServiceRoleKind, Standing, TaxonomySlug, TextState
from directory.freshness import Freshness, freshness
from directory.models import (
    Location,
    Organization,
    Service,
    ServiceAttribute,
    ServiceRole,
    TaxonomyTerm,
    TranslationState,
)
from search.analysis import tokens
from search.documents.sessions import Sessions, read_sessions
from search.documents.shapes import OUTDATED, LabelDocument, ServiceDocument
from search.documents.texts import LANGUAGES, columns, texts, texts_in, tokens_of, tokens_of_names
from search.models import ListingMeaning

#: Listings read from the database at a time
BATCH_SIZE = 200
#: Lists whose terms a listing is found by, as by what is written of it
NAMED = (
    *(TaxonomySlug.TOPICS, TaxonomySlug.TARGET_GROUPS),
    *(TaxonomySlug.SERVICE_CLASSES, TaxonomySlug.KEYWORDS),
)
#: A language in which any of them is there has a text
MAIN_FIELDS = ("name", "summary", "description")
TEXT_FIELDS = (
    "description",
    "eligibility_description",
    "application_process",
    "fees_description",
    "first_time",
)


def public_service_ids(today: date) -> list[int]:
    """The ids of all listings a reader may find, now or when they begin, in order."""
    return list(Service.objects.published(today).order_by("pk").values_list("pk", flat=True))


def published_among(service_ids: Sequence[int], today: date) -> set[int]:
    """Those that a reader may find. Give at most BATCH_SIZE at a time."""
    return set(Service.objects.published(today).filter(pk__in=service_ids).values_list("pk", flat=True))


def build_documents(service_ids: Sequence[int], *, today: date) -> list[ServiceDocument]:
    """Return the documents of those listings that a reader may find; the others are to be removed.

    A listing that begins later has one too: engines look at its first day.

    The number of queries does not grow with the number of listings: give at most BATCH_SIZE at a time.
    """
    published = Service.objects.published(today).filter(pk__in=service_ids).select_related("assurance")
    services = list(published.prefetch_related(*_related()))
    sessions = read_sessions(services, today=today)
    meanings = ListingMeaning.objects.in_bulk([each.pk for each in services], field_name="service_id")
    return [
        replace(_document(each, sessions[each.pk], meanings.get(each.pk)), is_faded=_is_faded(each, today))
        for each in services
    ]


def _is_faded(service: Service, today: date) -> bool:
    """Documents are made anew each day, and whenever somebody confirms or closes the listing."""
    assurance = getattr(service, "assurance", None)
    return assurance is not None and freshness(assurance.days_unconfirmed(today)) >= Freshness.LOWERED


def _related() -> list[Prefetch]:
    terms = TaxonomyTerm.objects.select_related("taxonomy", "parent").only(
        *("code", "parent__code", "taxonomy__slug"), *columns("name")
    )
    partners = Organization.objects.only("slug", "kind", "standing", *columns("name", "alternate_name"))
    attributes = ServiceAttribute.objects.prefetch_related(Prefetch("term", terms))
    roles = ServiceRole.objects.filter(role=ServiceRoleKind.CO_PROVIDER)
    return [
        Prefetch("organization", partners),
        Prefetch("attributes", attributes),
        Prefetch("roles", roles.prefetch_related(Prefetch("organization", partners))),
        Prefetch("role_acceptances"),
        Prefetch("easy_texts"),
        Prefetch("translation_states"),
    ]


def _document(service: Service, sessions: Sessions, meaning: ListingMeaning | None) -> ServiceDocument:
    terms = [attribute.term for attribute in service.attributes.all()]
    topics = _of(terms, TaxonomySlug.TOPICS)
    partners = [service.organization, *_co_providers(service)]
    by_people = _languages_by_people(service)
    return ServiceDocument(
        id=service.pk,
        label=LabelDocument("service", service.slug, texts_in(service, "name", by_people)),
        kind=service.kind,
        organization_kind=service.organization.kind,
        organizations=_distinct(partner.slug for partner in partners),
        themes=_distinct(topic.theme_code for topic in topics),
        topics=_distinct(topic.code for topic in topics if topic.parent_id),
        whom=_distinct(term.code for term in _of(terms, TaxonomySlug.TARGET_GROUPS)),
        gender=service.gender,
        is_free=service.is_free,
        needs_client_relation=service.needs_client_relation,
        needs_identity=service.needs_identity,
        easy_languages=_distinct(text.language_code for text in service.easy_texts.all()),
        texts=_texts(service),
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        valid_from=service.valid_from,
        valid_until=service.valid_until,
        templates=sessions.templates,
        occurrences=sessions.occurrences,
        tokens=_tokens(service, terms, partners, sessions.locations, by_people),
        vector=b64encode(meaning.vector).decode() if meaning else "",
        near_topics=b64encode(meaning.topics).decode() if meaning else "",
    )


def _languages_by_people(service: Service) -> list[str]:
    """Languages whose texts a person has written or checked: a machine's do not count as written (D7)."""
    by_machine = {
        each.language_code for each in service.translation_states.all() if each.state == TextState.MACHINE
    }
    return [language for language in LANGUAGES if language not in by_machine]


def _texts(service: Service) -> dict[str, str]:
    """What the texts of each language are that has any: a text without a state is its writer's own."""
    states = {each.language_code: _state(each) for each in service.translation_states.all()}
    written = {language for field in MAIN_FIELDS for language in texts(service, field)}
    return {each: states.get(each, TextState.WRITTEN.value) for each in LANGUAGES if each in written}


def _state(state: TranslationState) -> str:
    is_by_people = state.state != TextState.MACHINE
    return OUTDATED if state.is_outdated and is_by_people else state.state


def _tokens(
    service: Service,
    terms: list[TaxonomyTerm],
    partners: list[Organization],
    locations: list[Location],
    by_people: list[str],
) -> dict[str, tuple[str, ...]]:
    areas = [area for location in locations if not location.is_address_hidden for area in _areas(location)]
    named = [*(term for term in terms if term.taxonomy.slug in NAMED), *locations, *areas]
    by_machine = [language for language in LANGUAGES if language not in by_people]
    return {
        "name": _distinct(
            [*tokens_of(service, "name", "alternate_name", languages=by_people), *_easy(service, "name")]
        ),
        "about": _distinct(
            [
                *tokens_of(service, "summary", languages=by_people),
                *_easy(service, "summary"),
                *tokens_of_names(named, "name"),
                *tokens_of_names(partners, "name", "alternate_name"),
            ]
        ),
        "text": _distinct(
            [
                *tokens_of(service, *TEXT_FIELDS, languages=by_people),
                *_easy(service, "description"),
                # Found as no more than a person's description is; a machine's description is not at all
                *tokens_of(service, "name", "summary", languages=by_machine),
            ]
        ),
    }


def _easy(service: Service, field: str) -> Iterator[str]:
    """The tokens of the texts in easy language, which have words of their own."""
    for text in service.easy_texts.all():
        yield from tokens(getattr(text, field), text.language_code)


def _areas(location: Location) -> list:
    area = location.area
    return [each for each in (area, area and area.parent) if each]


def _of(terms: list[TaxonomyTerm], taxonomy: str) -> list[TaxonomyTerm]:
    return [term for term in terms if term.taxonomy.slug == taxonomy]


def _co_providers(service: Service) -> list[Organization]:
    """Those who accepted, and whom the city has admitted."""
    accepted = {(each.organization_id, each.role) for each in service.role_acceptances.all()}
    roles = [role for role in service.roles.all() if (role.organization_id, role.role) in accepted]
    return [role.organization for role in roles if role.organization.standing == Standing.ADMITTED]


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
