"""A partner's parts in listings of others: those it is asked about, has accepted or has refused."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.utils.translation import get_language

from directory.choices import ServiceRoleKind
from directory.models import RoleAcceptance, RoleRefusal, Service, ServiceRole
from directory.reading.texts import Text, read_text, text_columns
from workspace.partners import Partner

MOST = 100
COLUMNS = (
    *(
        "role",
        "organization_id",
        "service__slug",
        "service__original_language",
        "service__organization__slug",
    ),
    *text_columns("service__name", "service__organization__name"),
)


@dataclass(frozen=True)
class Part:
    """`role` is the code, `label` the word for it; `may_edit` says that the partner proposes changes.

    `answer` is what the partner has said to it: "yes", "no", or empty.
    """

    slug: str
    name: Text
    provider: Text
    role: str
    label: str
    answer: str

    @property
    def may_edit(self) -> bool:
        return self.role == ServiceRoleKind.CO_PROVIDER


def offered(partner: Partner) -> list[Part]:
    """Parts that public listings give the partner, and to which it has said nothing yet. One query."""
    return _parts(_given(partner).filter(answer="").order_by("pk")[:MOST])


def given(partner: Partner) -> list[Part]:
    """All parts that public listings give the partner, the unanswered ones first. One query."""
    return _parts(_given(partner).order_by("answer", "pk")[: 3 * MOST])


def _given(partner: Partner) -> QuerySet[ServiceRole]:
    """Only public listings: what others have in their drafts is theirs."""
    public = Service.objects.in_force().exclude(organization=partner.organization)
    found = ServiceRole.objects.filter(organization=partner.organization, service__in=public)
    said_yes = When(_answered(RoleAcceptance), then=Value("yes"))
    said_no = When(_answered(RoleRefusal), then=Value("no"))
    named = found.select_related("service__organization").only(*COLUMNS)
    return named.annotate(answer=Case(said_yes, said_no, default=Value("")))


def _answered(model: type) -> Exists:
    same = {name: OuterRef(name) for name in ("service", "organization", "role")}
    return Exists(model.objects.filter(**same))


def _parts(roles: QuerySet[ServiceRole]) -> list[Part]:
    return [
        Part(
            role.service.slug,
            read_text(role.service, "name", get_language()),
            read_text(role.service.organization, "name", get_language()),
            role.role,
            role.get_role_display(),
            role.answer,
        )
        for role in roles
    ]
