"""Who asks: everybody from a visitor to a superuser, each with no more rights than the role has."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.contrib.auth.models import Group

from accounts.models import User
from directory.choices import PersonRole
from directory.models import LanguageChecker, Organization, OrganizationRole
from directory.moderation import COORDINATORS
from pages.groups import CONTENT_EDITORS
from tests.factories import UserFactory
from tests.isolation.words import word_of


class Person(StrEnum):
    VISITOR = "visitor"
    NOBODY = "person without any right"
    OWNER = "owner of a partner"
    EDITOR = "editor of a partner"
    OTHER_OWNER = "owner of another partner"
    OTHER_EDITOR = "editor of another partner"
    FORMER = "former editor of a partner"
    RECEIVER = "receiver of help requests"
    CHECKER = "language checker"
    CONTENT = "content editor"
    COORDINATOR = "coordinator"
    SUPERUSER = "superuser"


#: Those who may enter the admin
STAFF = (Person.CONTENT, Person.COORDINATOR, Person.SUPERUSER)


@dataclass(frozen=True)
class People:
    """The accounts. A visitor has none."""

    accounts: dict[Person, User]

    def __getitem__(self, person: Person) -> User:
        return self.accounts[person]

    def get(self, person: Person) -> User | None:
        return self.accounts.get(person)


def make_people(organization: Organization) -> People:
    """`organization` is the partner for whom one of them acts."""
    names = (
        *("nobody", word_of("e-mail of an owner"), word_of("e-mail of an editor")),
        *("other-owner", "other-editor", "former", "receiver", "checker"),
        *("content", "coordinator", "superuser"),
    )
    people = People(
        {
            person: UserFactory(email=f"{name}@example.org")
            for person, name in zip(tuple(Person)[1:], names, strict=True)
        }
    )
    work_for(organization, owner=people[Person.OWNER], editor=people[Person.EDITOR])
    for role in PersonRole:
        OrganizationRole.objects.create(
            user=people[Person.FORMER],
            organization=organization,
            role=role,
            valid_from=date(2025, 1, 1),
            valid_until=date(2025, 12, 31),
        )
    LanguageChecker.objects.create(user=people[Person.CHECKER], language_code="so")
    people[Person.CONTENT].groups.add(Group.objects.get(name=CONTENT_EDITORS))
    people[Person.COORDINATOR].groups.add(Group.objects.get(name=COORDINATORS))
    superuser = people[Person.SUPERUSER]
    superuser.is_superuser = superuser.is_staff = True
    superuser.save()
    return people


def work_for(organization: Organization, *, owner: User, editor: User) -> None:
    for user, role in ((owner, PersonRole.OWNER), (editor, PersonRole.EDITOR)):
        OrganizationRole.objects.create(user=user, organization=organization, role=role)
