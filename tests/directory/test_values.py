"""What a single value may be: refused in words where a person types it, and by the database where it can."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from directory.choices import AreaKind
from directory.models import (
    Area,
    Location,
    Network,
    NetworkMembership,
    Organization,
    OrganizationRole,
    RoleAcceptance,
    Service,
    ServiceCapacity,
    ServiceContact,
    ServiceRole,
    TranslationState,
)
from directory.spoken import validate_spoken_languages
from directory.validators import (
    validate_business_id,
    validate_phone_number,
    validate_postal_code,
    validate_web_address,
)
from pages.models import ArticlePage
from tests.factories import (
    AreaFactory,
    LocationFactory,
    OrganizationFactory,
    ScheduleDateFactory,
    ScheduleFactory,
    ServiceFactory,
    UserFactory,
)


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_business_id, "0201256-6"),
        (validate_postal_code, "00930"),
        (validate_web_address, "http://[::1]/"),
        (validate_phone_number, "+358\u00a0(9) 310-1234"),
        (validate_phone_number, "٠٩ ٣١٠ ١٢٣٤"),
        (validate_phone_number, "112"),
        (validate_spoken_languages, ["so", "zh-hans"]),
    ],
)
def test_what_is_right_is_accepted(validate, value):
    validate(value)


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_business_id, "0201256-6\n"),
        (validate_business_id, "٠٢٠١٢٥٦-٦"),
        (validate_business_id, "0201256-7"),
        (validate_postal_code, "00930\n"),
        (validate_postal_code, "٠٠٩٣٠"),
        (validate_phone_number, "soita 09 310 1234"),
        (validate_phone_number, "javascript:09 310 1234"),
        (validate_phone_number, "\u202e09 310 1234"),
        (validate_phone_number, "1800-FLOWERS"),
        (validate_phone_number, "12"),
        (validate_web_address, "http://[::1"),
        (validate_web_address, "ftp://example.org/"),
        (validate_web_address, "javascript:alert(1)"),
        (validate_web_address, "https://example.org/\u202egpj"),
        (validate_spoken_languages, ["so\n"]),
    ],
)
def test_what_only_looks_right_is_refused(validate, value):
    with pytest.raises(ValidationError):
        validate(value)


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (ServiceContact, "phone", "abc"),
        (Network, "url", "ftp://example.org/"),
        (Organization, "url", "http://[::1"),
        (Organization, "business_id", "٠٢٠١٢٥٦-٦"),
        (Location, "postal_code", "0093"),
    ],
)
def test_a_form_refuses_the_value_at_its_field(model, field, value):
    with pytest.raises(ValidationError) as refused:
        model(**{field: value}).clean_fields()

    assert field in refused.value.message_dict


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "field", "most"),
    [
        (Service, "description_so", 2500),
        (Service, "fees_description_zh_hans", 500),
        (Organization, "description_ar", 2500),
        (Location, "transportation_vi", 500),
        (ArticlePage, "introduction_fa", 500),
    ],
)
def test_a_text_longer_than_its_place_is_refused_in_every_language(model, field, most):
    with pytest.raises(ValidationError) as refused:
        model(**{field: "a" * (most + 1)}).clean_fields()
    with pytest.raises(ValidationError) as for_other_reasons:
        model(**{field: "a" * most}).clean_fields()

    assert field in refused.value.message_dict
    assert field not in for_other_reasons.value.message_dict


def _is_its_own_parent():
    area = AreaFactory(kind=AreaKind.DISTRICT)
    Area.objects.filter(pk=area.pk).update(parent=area)


def _person(**fields):
    OrganizationRole.objects.create(user=UserFactory(), organization=OrganizationFactory(), **fields)


def _member(**fields):
    network = Network.objects.create(slug="hadiya", name_fi="Hadiya")
    NetworkMembership.objects.create(network=network, organization=OrganizationFactory(), **fields)


def _part(model, **fields):
    model.objects.create(service=ServiceFactory(), **fields)


def _other(model):
    _part(model, organization=OrganizationFactory(), role="king")


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("write", "constraint"),
    [
        (_is_its_own_parent, "area_is_not_its_own_parent"),
        (lambda: AreaFactory(kind="continent"), "area_kind_is_known"),
        (lambda: LocationFactory(latitude=60.2), "location_has_both_coordinates_or_none"),
        (lambda: LocationFactory(longitude=24.9), "location_has_both_coordinates_or_none"),
        (lambda: LocationFactory(latitude=91, longitude=24.9), "location_has_both_coordinates_or_none"),
        (lambda: AreaFactory(slug=""), "area_has_a_slug"),
        (lambda: LocationFactory(slug=""), "location_has_a_slug"),
        (lambda: LocationFactory(postal_code="0093"), "location_postal_code_has_its_form"),
        (lambda: LocationFactory(postal_code="0093O"), "location_postal_code_has_its_form"),
        (lambda: Network.objects.create(slug="", name_fi="Hadiya"), "network_has_a_slug"),
        (lambda: OrganizationFactory(slug=""), "organization_has_a_slug"),
        (lambda: OrganizationFactory(business_id="02012566"), "organization_business_id_has_its_form"),
        (lambda: Service.objects.filter(pk=ServiceFactory().pk).update(slug=""), "service_has_a_slug"),
        (lambda: OrganizationFactory(kind="band", standing="applied"), "organization_kind_is_known"),
        (lambda: OrganizationFactory(standing="famous"), "organization_standing_is_known"),
        (lambda: _person(role="king"), "organizationrole_role_is_known"),
        (lambda: _member(role="king"), "networkmembership_role_is_known"),
        (lambda: ServiceFactory(kind="magic"), "service_kind_is_known"),
        (lambda: ServiceFactory(entry="magic"), "service_entry_is_known"),
        (lambda: ServiceFactory(gender="any"), "service_gender_is_known"),
        (lambda: ServiceFactory(children_policy="maybe"), "service_children_policy_is_known"),
        (lambda: ServiceFactory(original_language="xx"), "service_original_language_is_ours"),
        (lambda: ScheduleFactory(entry="magic"), "schedule_entry_is_known"),
        (lambda: ScheduleDateFactory(kind="perhaps"), "scheduledate_kind_is_known"),
        (lambda: _other(ServiceRole), "servicerole_role"),
        (lambda: _other(RoleAcceptance), "roleacceptance_role"),
        (lambda: _part(ServiceCapacity, until=timezone.localdate(), status="x"), "servicecapacity_status"),
        (lambda: _part(TranslationState, language_code="tr", state="guess"), "translationstate_state"),
    ],
)
def test_the_database_takes_only_what_is_known(write, constraint):
    with pytest.raises(IntegrityError, match=f"directory_{constraint}"), transaction.atomic():
        write()
