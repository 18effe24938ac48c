"""Who may vouch for an organisation without a business id: one that is admitted, by its name or an e-mail."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from modeltranslation.utils import build_localized_fieldname

from accounts.models import User
from directory.choices import PersonRole
from directory.models import Organization, OrganizationRole


@dataclass(frozen=True)
class Voucher:
    """`name` is what the applicant wrote; nobody is told whether an e-mail address is known here."""

    name: str
    organization: Organization | None

    def recipients(self) -> list[tuple[str, str]]:
        """The e-mail addresses of those who answer for it, with the language of each."""
        if self.organization is None:
            return []
        roles = OrganizationRole.objects.current().filter(organization=self.organization)
        owners = User.objects.filter(
            organization_roles__in=roles.filter(role=PersonRole.OWNER), is_active=True
        ).distinct()
        found = [(owner.email, owner.language_code) for owner in owners]
        if not found and self.organization.email:
            found = [(self.organization.email, settings.LANGUAGE_CODE)]
        return found


def voucher_named(text: str) -> Voucher | None:
    """Whom an applicant means; None for a name that is not known. Any e-mail address passes."""
    if "@" in text:
        return Voucher(name=text, organization=_reached_by(text))
    organization = organization_named(text)
    return Voucher(name=text, organization=organization) if organization else None


def organization_named(text: str) -> Organization | None:
    """The one admitted organisation with a name, in any language; None where there are several."""
    name = " ".join(text.split())
    columns = [build_localized_fieldname("name", code) for code in settings.MODELTRANSLATION_LANGUAGES]
    conditions = Q()
    for column in columns:
        conditions |= Q(**{f"{column}__iexact": name})
    found = list(Organization.objects.public().filter(conditions)[:2]) if name else []
    return found[0] if len(found) == 1 else None


def _reached_by(email: str) -> Organization | None:
    """The organisation of an address: its own, or that of one of its owners."""
    public = Organization.objects.public()
    owners = OrganizationRole.objects.current().filter(user__email__iexact=email, role=PersonRole.OWNER)
    own = public.filter(email__iexact=email).first()
    return own or public.filter(person_roles__in=owners).order_by("pk").first()
