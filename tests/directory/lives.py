"""Steps in the life of a listing that many tests begin with."""

from wagtail.models import ModelLogEntry

from directory import actions
from directory.choices import ServiceRoleKind
from directory.models import RoleAcceptance, Schedule, Service, ServiceRole
from directory.translation_states import Edit
from tests.factories import ScheduleFactory, ServiceFactory


def draft(**fields) -> Service:
    """A listing nobody has published, with one session."""
    service = ServiceFactory(live=False, **fields)
    ScheduleFactory(service=service, description_fi="Ryhmä", description_so="Koox")
    return service


def latest(service: Service) -> Service:
    """The listing as its next editor opens it."""
    return Service.objects.get(pk=service.pk).get_latest_revision_as_object()


def keep(service: Service, user, *, small: bool = False, how: str = "checked", **fields):
    """Save an edit of some fields as the next revision."""
    edited = latest(service)
    for name, value in fields.items():
        setattr(edited, name, value)
    return actions.keep(edited, edited.latest_revision_id, Edit(user=user, how=how, is_small_change=small))


def published(user, **fields) -> Service:
    """A listing that became public in the ordinary way."""
    service = draft(**fields)
    return actions.publish(service, keep(service, user), user)


def hosted(user, host, location) -> Service:
    """A public group, on Mondays in a room of another organisation that has accepted to be its host."""
    service = published(user, channels=["on_site"])
    Schedule.objects.filter(service=service).update(location=location)
    ServiceRole.objects.create(service=service, organization=host, role=ServiceRoleKind.HOST)
    RoleAcceptance.objects.create(service=service, organization=host, role=ServiceRoleKind.HOST)
    return Service.objects.get(pk=service.pk)


def states(service: Service) -> dict[str, tuple[str, bool]]:
    """The public translation states: language, what its texts are, whether they are outdated."""
    return {
        state.language_code: (state.state, state.is_outdated)
        for state in Service.objects.get(pk=service.pk).translation_states.all()
    }


def log_of(service_id: int) -> list[str]:
    """Our entries in a listing's history, the first one first."""
    entries = ModelLogEntry.objects.filter(object_id=str(service_id), action__startswith="directory.")
    return list(entries.order_by("timestamp", "pk").values_list("action", flat=True))
