"""What changes a state in the admin: who may do it, what is sent, and how one sees that it has happened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, ModelLogEntry, Page, Revision, Site, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.models import Invitation, User
from audit.choices import Act
from audit.models import Entry
from contact.models import HelpLogEntry, ReceivingUnit
from desk.models import Assignment, CalendarAddress, Gap, Note, Residents
from directory.actions.check_translation import seen_texts
from directory.models import (
    Alert,
    Helpline,
    LanguageChecker,
    Location,
    Network,
    Organization,
    OrganizationRole,
    Partnership,
    Picture,
    RoleAcceptance,
    RoleRefusal,
    ScheduleDate,
    Service,
    ServiceCapacity,
    TaxonomyTerm,
    TranslationRequest,
)
from pages.models import EditorialPage
from tests.directory import drawings
from tests.directory.admin_forms import opened, posted
from tests.isolation.people import STAFF, Person
from tests.isolation.table import COORDINATORS, OWNER, PEOPLE, SIGNED_IN, SUPERUSER, WRITERS
from tests.isolation.world import World
from trays.models import ReadyTray
from workspace.forms.own_place import OwnPlaceForm
from workspace.models import KnownLanguages

NEW = "Uusi nimi"
#: Parts of a group's form, besides the form itself
GROUP_FORMSETS = tuple(f"{kind}_permissions" for kind in ("page", "document", "image", "collection"))


@dataclass(frozen=True)
class Change:
    """`state` is what is different afterwards, as a question to the database."""

    name: str
    who: tuple[Person, ...]
    address: str
    data: dict
    state: Callable[[], object]
    headers: dict[str, str] = field(default_factory=dict)


class Desk:
    """The admin as a superuser sees it: whence the forms come that others then send."""

    def __init__(self, world: World):
        self.client = Client()
        self.client.force_login(world.people[Person.SUPERUSER])

    def form(self, address: str, **changes) -> dict:
        """What a browser would send from the form at an address, with these changes."""
        page = self.client.get(address)
        return posted(page.context["form"]) | opened(page) | changes


def all_changes(world: World) -> list[Change]:
    desk = Desk(world)
    return [
        *_listings(world, desk),
        *_reviews(world, desk),
        *_shared(world, desk),
        *_pages(world),
        *_pictures(world),
        *_settings(world, desk),
        *_upkeep(world),
        *_helping(world),
        *_workspace(world),
        *_checking(world),
        *_oneself(),
        *_applications(world),
        *_people(world),
        *_desk(world),
    ]


def _upkeep(world: World) -> Iterator[Change]:
    """What a partner says of its listings without editing them, and who answers readers."""
    live = world.live
    room = f"/fi/workspace/{world.organization.slug}/"
    closing = {"which": "some", "listings": live.slug, "first": "2026-07-01", "last": "2026-07-31"}
    yield Change("close", PEOPLE, f"{room}closed/", closing, value(live, "closed_from"))
    has_room = {"status": "full", "days": "30"}
    yield Change("say that it is full", PEOPLE, f"{room}room/{live.slug}/", has_room, count(ServiceCapacity))
    answers = (
        ("answer as a partner", PEOPLE, f"{room}feedback/{world.feedback.pk}/"),
        ("answer as the city", COORDINATORS, reverse("feedback_admin_one", args=[world.feedback.pk])),
    )
    for name, who, address in answers:
        yield Change(name, who, address, {"answer": "Kiitos"}, value(world.feedback, "answer"))


def _helping(world: World) -> Iterator[Change]:
    """What the receivers of a unit do with its requests, and coordinators with the unit."""
    number, logged = world.help_request.pk, count(HelpLogEntry)
    passed = {"unit": world.other_unit.pk, "reason": "Teidän alueenne"}
    for act, data in (("open", {}), ("pass-on", passed), ("answer", {}), ("close", {})):
        address = reverse("receiving_act", args=[number, act])
        yield Change(f"help request: {act}", (Person.RECEIVER,), address, data | {"sent": "on"}, logged)
    unit = {"name": NEW, "email": "unit@example.org", "working_days": "2"}
    edit = reverse("receiving_unit", args=[world.unit.pk])
    yield Change("unit: edit", COORDINATORS, edit, unit, value(world.unit, "name"))
    yield Change("unit: add", COORDINATORS, reverse("receiving_unit_new"), unit, count(ReceivingUnit))


def _snippet(model: type, action: str, *args) -> str:
    return reverse(f"wagtailsnippets_directory_{model._meta.model_name}:{action}", args=args)


def count(model: type, **conditions) -> Callable[[], int]:
    return lambda: model._base_manager.filter(**conditions).count()


def value(instance, field: str) -> Callable[[], object]:
    return lambda: type(instance)._base_manager.values_list(field, flat=True).get(pk=instance.pk)


def _listings(world: World, desk: Desk) -> Iterator[Change]:
    live, draft = world.live, world.draft
    edit, add = _snippet(Service, "edit", live.pk), _snippet(Service, "add")
    fields = desk.form(edit, name_fi=NEW)
    begun = desk.form(add, name_fi=NEW, organization=world.organization.pk)
    older = live.revisions.earliest("pk").pk
    revert = _snippet(Service, "revisions_revert", live.pk, older)
    versions, is_live = count(Revision, object_id=str(live.pk)), value(live, "live")
    to_publish = {"action-publish": "on"}

    def row(name: str, address: str, data: dict, state: Callable[[], object]) -> Change:
        return Change(f"listing: {name}", COORDINATORS, address, data, state)

    yield row("begin", add, begun, count(Service))
    yield row("begin and publish", add, begun | to_publish, count(Service, live=True))
    yield row("save a draft", edit, fields, versions)
    yield row("publish an edit", edit, fields | to_publish, value(live, "name_fi"))
    yield row("submit", edit, fields | {"action-submit": "on"}, lambda: live.current_workflow_state)
    yield row("schedule", edit, fields | to_publish | {"go_live_at": "2026-04-01 10:00"}, versions)
    yield row("revert", revert, desk.form(revert), versions)
    yield row("unpublish", _snippet(Service, "unpublish", live.pk), {"sent": "on"}, is_live)
    yield row("delete", _snippet(Service, "delete", draft.pk), {"sent": "on"}, count(Service))
    yield row("lock", _snippet(Service, "lock", live.pk), {"sent": "on"}, value(live, "locked"))
    in_bulk = f"/admin/bulk/directory/service/delete/?id={draft.pk}"
    yield row("delete in bulk", in_bulk, {"sent": "on"}, count(Service))


def _reviews(world: World, desk: Desk) -> Iterator[Change]:
    waiting, task_state = world.waiting, world.task_state
    edit = _snippet(Service, "edit", waiting.pk)
    status = value(task_state, "status")
    for action, data in (("approve", {"comment": "Hyvä"}), ("reject", {"comment": "Kerro hinta"})):
        address = _snippet(Service, "workflow_action", waiting.pk, action, task_state.pk)
        yield Change(f"review: {action}", COORDINATORS, address, data, status)
        while_editing = desk.form(edit) | {
            "action-workflow-action": "on",
            "workflow-action-name": action,
            "workflow-action-extra-data": '{"comment": "Hyvä"}',
        }
        yield Change(f"review: {action} while editing", COORDINATORS, edit, while_editing, status)
    cancel = desk.form(edit) | {"action-cancel-workflow": "on"}
    yield Change("review: cancel", COORDINATORS, edit, cancel, status)


def _shared(world: World, desk: Desk) -> Iterator[Change]:
    """Organisations, places, terms, networks, helplines and the publisher."""
    for instance in (world.place, world.topic, world.network, world.helpline, world.organization):
        model = type(instance)
        edit = _snippet(model, "edit", instance.pk)
        changed = value(instance, "name_fi")
        yield Change(f"{model.__name__}: edit", COORDINATORS, edit, desk.form(edit, name_fi=NEW), changed)
        copied = desk.form(edit, name_fi=NEW) | {"code" if model is TaxonomyTerm else "slug": "uusi"}
        yield Change(f"{model.__name__}: add", COORDINATORS, _snippet(model, "add"), copied, count(model))
        if model in (Network, Helpline):
            who = COORDINATORS if model is Helpline else SUPERUSER
            delete = _snippet(model, "delete", instance.pk)
            yield Change(f"{model.__name__}: delete", who, delete, {"sent": "on"}, count(model))
    yield from _standing(world, desk)
    ready = reverse("wagtailsnippets_trays_readytray:edit", args=[world.ready_tray.pk])
    named = desk.form(ready, name_fi=NEW)
    yield Change("ready-made tray: edit", COORDINATORS, ready, named, value(world.ready_tray, "name_fi"))
    add = reverse("wagtailsnippets_trays_readytray:add")
    items = inline_formset([{"service": world.live.pk, "id": ""}], initial=0)
    data = nested_form_data({"name_fi": NEW, "slug": "uusi", "sort_order": "0", "items": items})
    yield Change("ready-made tray: add", COORDINATORS, add, data, count(ReadyTray))
    delete = reverse("wagtailsnippets_trays_readytray:delete", args=[world.ready_tray.pk])
    yield Change("ready-made tray: delete", COORDINATORS, delete, {"sent": "on"}, count(ReadyTray))
    publisher = reverse("wagtailsnippets_pages_publisher:edit", args=[world.publisher.pk])
    named = desk.form(publisher, name_fi=NEW)
    yield Change("publisher: edit", COORDINATORS, publisher, named, value(world.publisher, "name_fi"))


def _standing(world: World, desk: Desk) -> Iterator[Change]:
    for organization, standing in ((world.organization, "suspended"), (world.suspended, "admitted")):
        edit = _snippet(Organization, "edit", organization.pk)
        data = desk.form(edit, new_standing=standing, standing_reason="Sovittu")
        yield Change(f"standing: {standing}", COORDINATORS, edit, data, value(organization, "standing"))


def _pages(world: World) -> Iterator[Change]:
    page, guides = world.page, world.guides
    beginning = "wagtailadmin_pages"

    def row(name: str, action: str, data: dict, state: Callable[[], object], *args) -> Change:
        address = reverse(f"{beginning}:{action}", args=args or [page.pk])
        return Change(f"page: {name}", WRITERS, address, data, state)

    to_publish = {"action-publish": "on"}
    new = ("pages", "articlepage", guides.pk)
    versions, is_live = count(Revision, object_id=str(page.pk)), value(page, "live")
    yield row("begin", "add", _page_form("new-page"), count(Page), *new)
    yield row("begin and publish", "add", _page_form("new-page") | to_publish, count(Page, live=True), *new)
    yield row("save a draft", "edit", _page_form(page.slug), versions)
    heading = lambda: EditorialPage.objects.get(pk=page.pk).heading_fi  # noqa: E731
    yield row("publish an edit", "edit", _page_form(page.slug) | to_publish, heading)
    older = page.latest_revision_id
    yield row("revert", "revisions_revert", _page_form(page.slug), versions, page.pk, older)
    yield row("unpublish", "unpublish", {"sent": "on"}, is_live)
    yield row("delete", "delete", {"sent": "on"}, count(Page))
    copied = {"new_title": NEW, "new_slug": "copy", "new_parent_page": guides.pk, "copy_subpages": "on"}
    yield row("copy", "copy", copied, count(Page))
    for action in ("delete", "unpublish"):
        address = f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}"
        state = is_live if action == "unpublish" else count(Page)
        yield Change(f"page: {action} in bulk", WRITERS, address, {"sent": "on"}, state)


def _page_form(slug: str) -> dict:
    return nested_form_data(
        {
            "translation_language": "so",
            "heading_fi": NEW,
            "heading_so": "",
            "introduction_fi": "",
            "introduction_so": "",
            "theme": "",
            "slug": slug,
            "original_language": "fi",
            "how_translated": "checked",
            "body": streamfield([]),
            "comments": inline_formset([]),
        }
    )


def _pictures(world: World) -> Iterator[Change]:
    picture = world.picture
    edit, delete = (reverse(f"wagtailimages:{name}", args=[picture.pk]) for name in ("edit", "delete"))
    named = {"title": NEW, "collection": picture.collection_id}
    add, many = (reverse(f"wagtailimages:{name}") for name in ("add", "add_multiple"))
    file, files = (SimpleUploadedFile("talo.jpg", drawings.picture(), "image/jpeg") for _each in range(2))
    yield Change("picture: add", STAFF, add, named | {"file": file}, count(Picture))
    yield Change("picture: add many", STAFF, many, named | {"files[]": files}, count(Picture))
    yield Change("picture: rename", STAFF, edit, named, value(picture, "title"))
    yield Change("picture: delete", STAFF, delete, {"sent": "on"}, count(Picture))


def _settings(world: World, desk: Desk) -> Iterator[Change]:
    User, nobody = get_user_model(), world.people[Person.NOBODY]  # noqa: N806

    def row(name: str, route: str, data: dict, state: Callable[[], object], *args) -> Change:
        return Change(name, SUPERUSER, reverse(route, args=args), data, state)

    person = {"email": "new@example.org", "first_name": NEW, "last_name": NEW, "is_active": "on"}
    password = {"password1": "Pitkä ja outo 1", "password2": "Pitkä ja outo 1"}
    promoted = person | {"email": nobody.email, "is_superuser": "on"}
    yield row("user: add", "wagtailusers_users:add", person | password, count(User))
    yield row("user: promote", "wagtailusers_users:edit", promoted, value(nobody, "is_superuser"), nobody.pk)
    yield row("user: delete", "wagtailusers_users:delete", {"sent": "on"}, count(User), nobody.pk)
    group = reverse("wagtailusers_groups:edit", args=[world.group.pk])
    empty = [inline_formset([]) for _each in GROUP_FORMSETS]
    renamed = nested_form_data({"name": NEW, **dict(zip(GROUP_FORMSETS, empty, strict=True))})
    yield Change("group: rename", SUPERUSER, group, renamed, value(world.group, "name"))
    yield row("group: delete", "wagtailusers_groups:delete", {"sent": "on"}, count(Group), world.group.pk)
    site = {"hostname": "other.example.org", "port": "80", "site_name": NEW, "root_page": world.guides.pk}
    yield row("site: edit", "wagtailsites:edit", site, value(world.site, "hostname"), world.site.pk)
    yield row("site: delete", "wagtailsites:delete", {"sent": "on"}, count(Site), world.site.pk)
    root = Collection.get_first_root_node()
    new = {"name": NEW, "parent": root.pk}
    yield row("collection: add", "wagtailadmin_collections:add", new, count(Collection))
    gone = ("wagtailadmin_collections:delete", {"sent": "on"}, count(Collection), world.collection.pk)
    yield row("collection: delete", *gone)
    disable = (
        "wagtailadmin_workflows:disable",
        {"sent": "on"},
        count(Workflow, active=True),
        world.workflow.pk,
    )
    yield row("workflow: disable", *disable)


def _workspace(world: World) -> Iterator[Change]:
    """What the people of a partner do in their workspace, and nobody else."""
    live, draft = (Service.objects.get(pk=each.pk) for each in (world.live, world.draft))
    partner = world.organization.slug
    opened = {"revision": live.latest_revision_id}
    versions = count(Revision, object_id=str(live.pk))

    def row(name: str, rest: str, data: dict, state: Callable[[], object]) -> Change:
        return Change(f"workspace: {name}", PEOPLE, f"/fi/workspace/{partner}/{rest}", data, state)

    here = f"listings/{live.slug}"
    tuesdays = {"rhythm": "weekly", "weekdays": "1", "opens_at": "17", "closes_at": "19"}
    yield row("begin", "listings/new/", {"name": NEW, "language": "fi"}, count(Service))
    yield row("copy", f"{here}/copy/", {"sent": "on"}, count(Service))
    yield row("basics", f"{here}/basics/", opened | {"name": NEW, "kind": "service"}, versions)
    yield row("audience", f"{here}/audience/", opened | {"minimum_age": "7"}, versions)
    yield row("add a session", f"{here}/times/new/", opened | tuesdays, versions)
    yield row("take a session out", f"{here}/times/0/", opened | {"remove": "on"}, versions)
    yield row("translate", f"{here}/languages/so/", opened | {"name": NEW}, versions)
    yield row("withdraw", f"{here}/do/withdraw/", {"reason": "Tauko"}, value(live, "live"))
    sent = {"revision": draft.latest_revision_id}
    yield row("send", f"listings/{draft.slug}/do/send/", sent, draft.workflow_states.count)
    yield row("add a place", "places/new/", {"name": NEW, "language": "fi"}, count(Location))
    earlier = live.revisions.earliest("pk").pk
    latest = {"latest": live.latest_revision_id}
    yield row("take an earlier version up", f"{here}/versions/{earlier}/", latest, versions)
    asked = count(TranslationRequest)
    yield row("ask for a translation", f"{here}/languages/so/ask/", {"sent": "on"}, asked)
    together = {"role": "host", "others": world.stranger.pk}
    yield row("name who takes part", f"{here}/together/", opened | together, versions)
    picture = {"picture": SimpleUploadedFile("a.png", drawings.picture("PNG")), "text": "Kuva"}
    yield row("add a picture", f"{here}/picture/", opened | picture, versions)
    for answer, model in (("yes", RoleAcceptance), ("no", RoleRefusal)):
        data = {"role": "co_provider", "answer": answer}
        yield row(f"say {answer} to a part", "shared/of-stranger/answer/", data, count(model))
    monday = {"session": f"{world.in_room.schedules.get().pk}_2026-03-16", "reason": "Remontti"}
    cancelled = count(ScheduleDate, schedule__service=world.in_room)
    yield row("cancel in a room", f"shared/{world.in_room.slug}/cancel/", monday, cancelled)
    own = world.own_place
    yield row("write in easy language", f"{here}/easy/fi/", opened | {"name": NEW}, versions)
    yield row("say one's languages", "my-languages/", {"codes": "so"}, count(KnownLanguages))
    kept = {"version": OwnPlaceForm(place=own, language="fi").version(own)}
    yield row("edit a place", f"places/{own.slug}/", kept | {"name": NEW}, value(own, "name_fi"))


def _checking(world: World) -> Iterator[Change]:
    """What a language checker does, and who makes one."""
    live = Service.objects.get(pk=world.live.pk)
    text = {"seen": seen_texts(live, "so"), "name": NEW}
    address = reverse("checking:text", args=[live.slug, "so"])
    yield Change("check a translation", (Person.CHECKER,), address, text, value(live, "name_so"))
    named = {"email": "stranger@example.org", "codes": "so"}
    address = reverse("language_checkers")
    yield Change("name a language checker", COORDINATORS, address, named, count(LanguageChecker))


def _oneself() -> Iterator[Change]:
    """Everybody with an account changes her own name, and nobody else's."""
    names = lambda: list(User.objects.order_by("pk").values_list("first_name", flat=True))  # noqa: E731
    sent = {"first_name": NEW, "interface_language": "fi"}
    yield Change("name oneself", SIGNED_IN, reverse("person"), sent, names)


def _applications(world: World) -> Iterator[Change]:
    address = reverse("desk_item", args=["application", world.application.pk])
    decision = value(world.application, "decision")
    for answer in ("accept", "refuse"):
        data = {"do": answer, "reason": "Ei kuulu tänne"}
        yield Change(f"application: {answer}", COORDINATORS, address, data, decision)


def _desk(world: World) -> Iterator[Change]:
    """What is decided at the coordinators' desk."""
    waiting, partner = world.waiting, reverse("desk_partner", args=[world.organization.pk])
    item, seen = reverse("desk_item", args=["review", waiting.pk]), waiting.latest_revision_id

    def row(name: str, address: str, data: dict, state: Callable[[], object]) -> Change:
        return Change(f"desk: {name}", COORDINATORS, address, data, state)

    yield row("approve", item, {"do": "approve", "revision": seen}, value(waiting, "name_fi"))
    correction = {"do": "correct", "revision": seen, "name_fi": NEW}
    yield row("correct", item, correction, value(waiting, "name_fi"))
    returned = {"do": "return", "comment": "Hinta?", "revision": seen}
    yield row("return", item, returned, lambda: _review_of(waiting))
    person = world.people[Person.COORDINATOR].pk
    assigned = {"do": "assign", "user": person, "item": f"review-{waiting.pk}"}
    yield row("assign", reverse("desk_queue"), assigned, count(Assignment))
    suspension = {"do": "standing", "standing": "suspended", "reason": "Sovittu"}
    yield row("suspend", partner, suspension, value(world.organization, "standing"))
    forgotten = {"do": "forget", "note": world.note.pk}
    yield row("forget a note", partner, forgotten, count(Note))
    merging = reverse("desk_merge", args=[world.stranger.pk])
    merged = value(world.stranger, "standing")
    yield row("merge", merging, {"successor": world.organization.pk}, merged)
    yield from _ledger(world, row)
    alert, planned = world.alert, {"starts_at": "2099-01-01T08:00", "ends_at": "2099-01-02T08:00"}
    changing = reverse("desk_alert", args=[alert.pk])
    seen = {"version": alert.version}
    yield row("alert", changing, {"do": "save", "text_fi": NEW, **planned, **seen}, value(alert, "text_fi"))
    yield row("new alert", reverse("desk_alert_new"), {"do": "save", "text_fi": NEW, **planned}, count(Alert))
    ending = reverse("desk_end_alert", args=[alert.pk])
    yield row("end an alert", ending, {"sent": "on"}, value(alert, "ends_at"))
    fault = reverse("desk_fault", args=["link", world.finding.pk])
    state = value(world.finding, "state")
    yield row("say that nothing is wrong", fault, {"do": "dismiss", "reason": "Toimii"}, state)
    yield row("take a link out", fault, {"do": "drop"}, state)
    exported = count(Entry, act=Act.EXPORTED)
    yield row("take the log", reverse("desk_log_table"), {"sent": "on"}, exported)
    sought = {"gap": "ar||topic", "note": "Kysytään"}
    yield row("make a task of a gap", reverse("desk_unmet"), sought, count(Gap))
    file = SimpleUploadedFile("residents.csv", b"area,language,residents,year\nmalmi,so,900,2025")
    yield row("take residents in", reverse("desk_residents"), {"file": file}, count(Residents))
    closing = reverse("desk_close_gap", args=[world.gap.pk])
    yield row("close a gap", closing, {"sent": "on"}, value(world.gap, "closed_at"))


def _ledger(world: World, row: Callable[..., Change]) -> Iterator[Change]:
    """Partnerships, networks, and the address of one's own calendar."""
    partnership, network, unit = world.partnership, world.network, world.partnership.unit_id
    agreed = {"unit": unit, "kind": "grant", "valid_from": "2026-01-01", "version": partnership.version}
    address = reverse("desk_partnership", args=[partnership.pk])
    yield row("change a partnership", address, agreed, value(partnership, "kind"))
    new = f"{reverse('desk_new_partnership')}?organization={world.organization.pk}"
    yield row("agree on a partnership", new, agreed, count(Partnership))
    digests = lambda: list(CalendarAddress.objects.order_by("pk").values_list("user", "digest"))  # noqa: E731
    yield row("make a calendar address", reverse("desk_calendar"), {"do": "make"}, digests)
    page = reverse("desk_network", args=[network.pk])
    member = {"do": "member", "organization": world.stranger.pk, "role": "member"}
    yield row("add a member", page, member, network.memberships.count)
    meeting = {"do": "meeting", "starts_at": "2026-05-05T10:00"}
    yield row("set a meeting", page, meeting, network.meetings.count)
    dropped = f"{page}?meeting={network.meetings.get().pk}"
    yield row("take a meeting out", dropped, {"do": "drop"}, network.meetings.count)
    taken = count(ModelLogEntry, action="directory.take_mailing_list")
    mailing = reverse("desk_mailing_list", args=[network.pk])
    yield row("take the mailing list", mailing, {"sent": "on"}, taken)


def _review_of(listing: Service) -> object:
    return Service.objects.get(pk=listing.pk).current_workflow_state.status


def _people(world: World) -> Iterator[Change]:
    """What the owner of the partner does, and how an editor leaves; also anybody else's attempt to get in."""
    slug, sent = world.organization.slug, {"sent": "on"}
    own = OrganizationRole.objects.get(user=world.people[Person.EDITOR])
    roles = lambda: list(OrganizationRole.objects.order_by("pk").values_list("role", "valid_until"))  # noqa: E731

    def row(name: str, route: str, state: Callable[[], object], *args, data=sent, who=OWNER) -> Change:
        return Change(f"people: {name}", who, reverse(f"workspace:{route}", args=[slug, *args]), data, state)

    invited = {"email": "stranger@example.org", "role": "owner", "language": "fi"}
    yield row("invite", "people", count(Invitation), data=invited)
    yield row("take out", "remove_person", roles, world.colleague.pk)
    yield row("hand over", "hand_over", roles, world.colleague.pk)
    yield row("become owner oneself", "hand_over", roles, own.pk)
    yield row("leave, or be taken out", "remove_person", roles, own.pk, who=PEOPLE)
    yield row("take an invitation back", "take_back", count(Invitation), world.invitation.pk)
