"""Checks are validated by the fields they name, and say what Django's own say of all of them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from directory.models import Service
from directory.models.checks import Check
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db


class NeverAsked:
    def resolve_expression(self, *_args, **_kwargs):
        raise AssertionError("A check does not name this field")


@pytest.mark.parametrize(
    ("values", "broken"),
    [
        ({}, []),
        ({"minimum_age": 9, "maximum_age": 3}, ["ages_are_in_order"]),
        ({"minimum_age": 3, "maximum_age": 3}, []),
        ({"valid_from": date(2026, 3, 2), "valid_until": date(2026, 3, 1)}, ["validity_is_in_order"]),
        ({"closed_until": date(2026, 3, 1)}, ["closing_ends_after_it_begins"]),
        ({"closed_from": date(2026, 3, 1), "closed_until": date(2026, 3, 1)}, []),
        ({"kind": "cathedral"}, ["kind_is_known"]),
        ({"entry": ""}, []),
        ({"gender": "anybody"}, ["gender_is_known"]),
        ({"original_language": "tlh"}, ["original_language_is_ours"]),
        ({"slug": "", "kind": "cathedral"}, ["has_a_slug", "kind_is_known"]),
    ],
)
def test_every_check_of_a_listing_says_what_djangos_own_says(values, broken):
    listing = ServiceFactory.build(**({"slug": "club"} | values))
    checks = [each for each in Service._meta.constraints if isinstance(each, Check)]
    assert _failing({check.name: check.validate for check in checks}, listing) == broken
    djangos_own = {check.name: super(Check, check).validate for check in checks}
    assert _failing(djangos_own, listing) == broken


def test_no_other_field_is_asked():
    listing = ServiceFactory.build(minimum_age=9, maximum_age=3, description_fi=NeverAsked())
    with pytest.raises(ValidationError):
        _of_ages().validate(Service, listing)


def test_what_is_left_out_is_not_validated():
    listing = ServiceFactory.build(minimum_age=9, maximum_age=3)
    _of_ages().validate(Service, listing, exclude={"maximum_age"})


CHECKS = [
    pytest.param(model, constraint, id=constraint.name)
    for model in apps.get_app_config("directory").get_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, models.CheckConstraint)
]


@pytest.mark.parametrize(("model", "check"), CHECKS)
def test_all_checks_of_the_directory_are_like_that_and_miss_no_field(model, check):
    """Django takes a check for kept where it misses a field: it would be validated no more."""
    named = models.Q(check.condition).referenced_base_fields
    fields = {name: model._meta.pk if name == "pk" else model._meta.get_field(name) for name in named}

    assert isinstance(check, Check)
    models.Q(check.condition).check({name: models.Value(None, field) for name, field in fields.items()})


def _of_ages() -> Check:
    names = {each.name: each for each in Service._meta.constraints}
    return names["directory_service_ages_are_in_order"]


def _failing(validations: dict[str, Callable], listing: Service) -> list[str]:
    return [
        name.removeprefix("directory_service_")
        for name, validate in validations.items()
        if _fails(validate, listing)
    ]


def _fails(validate: Callable, listing: Service) -> bool:
    try:
        validate(Service, listing)
    except ValidationError:
        return True
    return False
