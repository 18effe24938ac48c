"""The people of the demo, with their parts: `manage.py sign_in_link` lets one in as any of them."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from accounts.models import User
from directory.imports.ledger import Ledger
from directory.models import LanguageChecker, Organization, OrganizationRole

KIND = "person"


def make_person(told: Mapping[str, Any], ledger: Ledger) -> User:
    """Nobody has her address: no code reaches anybody, and no mail is written to a coordinator."""
    person = User.objects.create_user(
        told["address"], first_name=told["first_name"], interface_language=told["language"]
    )
    for slug, role in told.get("roles", {}).items():
        organization = Organization.objects.get(slug=slug)
        OrganizationRole.objects.create(user=person, organization=organization, role=role)
    for language in told.get("checks", ()):
        LanguageChecker.objects.create(user=person, language_code=language)
    if group := told.get("group"):
        person.groups.add(Group.objects.get(name=group))
        UserProfile.objects.create(
            user=person, preferred_language=told["language"], submitted_notifications=False
        )
    ledger.write(KIND, told["address"], person, is_invented=True)
    return person
