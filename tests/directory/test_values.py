"""What a single value may be: refused in words where a person types it, and by the database where it can."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from directory.choices import AreaKind
from directory.models import Area, Location, Network, Organization, Service, ServiceContact
from directory.spoken import validate_spoken_languages
from directory.validators import validate_business_id, validate_postal_code, validate_web_address
from pages.models import ArticlePage
from tests.factories import (
    AreaFactory,
    OrganizationFactory,
    ScheduleDateFactory,
    ServiceFactory,
)


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_business_id, "0201256-6"),
        (validate_postal_code, "00930"),
        (validate_web_address, "http://[::1]/"),
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
        (validate_web_address, "http://[::1"),
        (validate_web_address, "ftp://example.org/"),
        (validate_web_address, "javascript:alert(1)"),
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


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        _is_its_own_parent,
        lambda: AreaFactory(kind="continent"),
        lambda: OrganizationFactory(kind="band"),
        lambda: ServiceFactory(kind="magic"),
        lambda: ServiceFactory(original_language="xx"),
        lambda: ScheduleDateFactory(kind="perhaps"),
    ],
    ids=["parent of an area", "area", "organisation", "listing", "original language", "date"],
)
def test_the_database_takes_only_what_is_known(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()
