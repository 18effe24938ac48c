"""People on their way in: an invitation, an application that is to be vouched for, somebody's passkey."""

from allauth.mfa.models import Authenticator

from accounts.models import Application, Invitation
from accounts.tokens import digest_of
from directory.choices import Standing
from directory.models import Organization, OrganizationRole
from tests.factories import OrganizationFactory, UserFactory
from tests.isolation.people import People, Person
from tests.isolation.words import word_of

#: The secrets of links, which the database does not know
TOKENS = {"invitation": "secret-of-an-invitation", "vouch": "secret-of-a-voucher"}


def make_joining(organization: Organization, people: People) -> dict:
    return {
        "invitation": Invitation.objects.create(
            organization=organization,
            email=f"{word_of('e-mail of an invited person')}@example.org",
            role="editor",
            language_code="fi",
            token_digest=digest_of(TOKENS["invitation"]),
        ),
        "application": Application.objects.create(
            organization=OrganizationFactory(standing=Standing.APPLIED, name_fi="Hakija"),
            name=f"Nimi {word_of('name of an applicant')}",
            email="applicant@example.org",
            language_code="fi",
            about=f"Kuvaus {word_of('words of an applicant')}",
            voucher=organization,
            voucher_name="Nimi",
            voucher_digest=digest_of(TOKENS["vouch"]),
        ),
        "colleague": OrganizationRole.objects.create(
            user=UserFactory(email="colleague@example.org"), organization=organization, role="editor"
        ),
        "passkey": Authenticator.objects.create(
            user=people[Person.NOBODY], type=Authenticator.Type.WEBAUTHN, data={"name": "", "credential": {}}
        ),
    }
