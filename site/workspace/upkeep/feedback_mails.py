"""A mail a day to a partner's people while feedback waits: how much, about what, and never what it says."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.mail import Letter, send
from directory.choices import Standing
from directory.daily import Errand
from directory.models import OrganizationRole
from directory.reading.texts import read_text, text_columns
from feedback.models import Feedback, Notice

#: Whoever joins later is not told of all the past: it stands on her first page
TOLD_FOR = timedelta(days=7)
#: Listings in one mail
NAMED = 5


def mails(now: datetime) -> Iterator[Errand]:
    """One for each person at each partner: those who are asked to confirm its listings."""
    waiting = _waiting(now)
    roles = OrganizationRole.objects.current(timezone.localdate(now)).filter(user__is_active=True)
    told = set(Notice.objects.filter(feedback__answered_at=None).values_list("user", "feedback"))
    for role in roles.filter(organization__in=waiting).select_related("user", "organization").order_by("pk"):
        new = [each for each in waiting[role.organization_id] if (role.user_id, each.pk) not in told]
        if new:
            yield Errand(
                f"tell person {role.user_id} of {len(new)} pieces of feedback", partial(_tell, role, new)
            )


def _waiting(now: datetime) -> dict[int, list[Feedback]]:
    """Feedback without an answer, by partner."""
    recent = {"created_at__gt": now - TOLD_FOR, "service__organization__standing": Standing.ADMITTED}
    names = [
        f"service__{name}" for name in ("slug", "organization", "original_language", *text_columns("name"))
    ]
    found = Feedback.objects.open().filter(**recent).select_related("service").only("created_at", *names)
    waiting = defaultdict(list)
    for feedback in found.order_by("pk"):
        waiting[feedback.service.organization_id].append(feedback)
    return waiting


def _tell(role: OrganizationRole, new: list[Feedback]) -> None:
    # A mail that cannot be sent takes its rows back, so that it is tried again
    Notice.objects.bulk_create(Notice(user=role.user, feedback=each) for each in new)
    language = role.user.language_code
    send(_letter(role, new, language), to=role.user.email, language=language)


def _letter(role: OrganizationRole, new: list[Feedback], language: str) -> Callable[[], Letter]:
    def write() -> Letter:
        organization = read_text(role.organization, "name", language).value
        names = dict.fromkeys(read_text(each.service, "name", language).value for each in new)
        address = reverse("workspace:feedback", args=[role.organization.slug])
        return Letter(
            subject=f"{_('Feedback')} – {organization}",
            paragraphs=(f"{len(new)} {_('from readers: to answer')}", *list(names)[:NAMED]),
            button=pgettext("button", "Open"),
            url=f"{settings.SITE_URL.rstrip('/')}{address}",
            after=(_("Whoever has the code of this feedback reads your answer."),),
        )

    return write
