"""Apply for an organisation to become a partner, or claim one that is listed."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from accounts import letters
from accounts.mail import send_later
from accounts.models import Application
from accounts.tokens import digest_of, new_token
from accounts.vouchers import Voucher
from directory.choices import Standing
from directory.models import Organization
from guarding.double_taps import just_now

LONGEST_SLUG = 100


@dataclass(frozen=True)
class Request:
    """What an applicant tells. `claimed` is the organisation that is here already."""

    organization_name: str
    kind: str
    business_id: str
    languages: tuple[str, ...]
    name: str
    email: str
    about: str
    language_code: str
    claimed: Organization | None = None
    voucher: Voucher | None = None


@transaction.atomic
def apply(request: Request) -> Application:
    """Keep an application; nothing of it is public. Whoever is to vouch gets a mail, and the applicant.

    A button that was tapped twice sends one: two taps are far enough apart for the first to be kept.
    """
    found = request.claimed or _with_business_id(request.business_id)
    if sent := _sent_just_now(request, found):
        return sent
    application = Application(
        organization=found or _new_organization(request),
        is_claim=found is not None,
        name=request.name,
        email=request.email.lower(),
        language_code=request.language_code,
        about=request.about,
    )
    if request.voucher and not found:
        _ask(application, request.voucher)
    application.save()
    words = letters.received(request.organization_name)
    send_later(words, to=application.email, language=request.language_code)
    return application


def _sent_just_now(request: Request, found: Organization | None) -> Application | None:
    said = {name: getattr(request, name) for name in ("name", "about", "language_code")}
    about = {"organization": found} if found else {"organization__name_fi": request.organization_name}
    lately = Application.objects.waiting().filter(created_at__gt=just_now())
    return lately.filter(email=request.email.lower(), **said, **about).first()


def _with_business_id(business_id: str) -> Organization | None:
    """Whoever else applied with the same one: the coordinator sees both, the applicant learns nothing."""
    return Organization.objects.filter(business_id=business_id).first() if business_id else None


def _new_organization(request: Request) -> Organization:
    return Organization.objects.create(
        slug=_free_slug(request.organization_name),
        kind=request.kind,
        name_fi=request.organization_name,
        business_id=request.business_id or None,
        languages=list(request.languages),
        standing=Standing.APPLIED,
    )


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:LONGEST_SLUG].strip("-") or "organization"
    taken = set(Organization.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 2))]
    return next(slug for slug in candidates if slug not in taken)


def _ask(application: Application, voucher: Voucher) -> None:
    """One secret for all who may answer for the voucher: the first answer counts."""
    token = new_token()
    application.voucher = voucher.organization
    application.voucher_name = voucher.name
    application.voucher_digest = digest_of(token)
    write = letters.please_vouch(str(application.organization), application.name, token)
    for email, language in voucher.recipients():
        send_later(write, to=email, language=language)
