"""One object of every kind and in every state, each with a word of its own in its texts."""

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, Site, Task, TaskState, UploadedFile, Workflow

from accounts.models import Application, Invitation
from contact.models import HelpRequest, ReceivingUnit
from desk.ledger.calendar import make_address
from desk.models import Finding, Gap, Note
from directory import actions
from directory.choices import PartnershipKind, ServiceRoleKind, Standing
from directory.models import (
    Alert,
    Helpline,
    ImportedRecord,
    Location,
    Network,
    NetworkMembership,
    Organization,
    OrganizationRole,
    Partnership,
    Picture,
    Service,
    ServiceAtLocation,
    ServiceAttribute,
    ServiceContact,
    ServiceRole,
    TaxonomyTerm,
)
from feedback.models import Feedback
from pages.models import EditorialPage, GuidesPage, Publisher
from search.models import SearchMonth
from tests.cast import place, session
from tests.directory.lives import draft, hosted, keep, published
from tests.factories import OrganizationFactory, TaxonomyTermFactory
from tests.isolation.editorial import make_file, make_pages, make_picture, make_upload
from tests.isolation.helping import make_helping
from tests.isolation.joining import make_joining
from tests.isolation.people import People, Person, make_people, work_for
from tests.isolation.words import word_of
from trays import changes
from trays.changes import OwnTray
from trays.models import ReadyTray, ReadyTrayItem


@dataclass(frozen=True)
class World:
    """What there is, by name; a test asks for `world.live` or `world.hidden_place`."""

    people: People
    organization: Organization
    suspended: Organization
    stranger: Organization
    live: Service
    of_stranger: Service
    in_room: Service
    waiting: Service
    draft: Service
    withdrawn: Service
    place: Location
    hidden_place: Location
    own_place: Location
    network: Network
    private_network: Network
    topic: TaxonomyTerm
    helpline: Helpline
    feedback: Feedback
    publisher: Publisher
    picture: Picture
    page: EditorialPage
    draft_page: EditorialPage
    waiting_page: EditorialPage
    guides: GuidesPage
    document: Document
    upload: UploadedFile
    collection: Collection
    group: Group
    invitation: Invitation
    application: Application
    passkey: Authenticator
    colleague: OrganizationRole
    tray: OwnTray
    ready_tray: ReadyTray
    unit: ReceivingUnit
    other_unit: ReceivingUnit
    help_request: HelpRequest
    gap: Gap
    note: Note
    partnership: Partnership
    calendar_key: str
    alert: Alert
    finding: Finding

    @property
    def task_state(self) -> TaskState:
        return self.waiting.current_workflow_task_state

    @property
    def workflow(self) -> Workflow:
        return Workflow.objects.get(name="Moderation")

    @property
    def task(self) -> Task:
        return Task.objects.get(name="Moderation")

    @property
    def site(self) -> Site:
        return Site.objects.get()


def texts(name: str, **fields) -> dict:
    """The texts and the address of an object, with the word of its name in each."""
    word = word_of(name)
    texts = {"name_fi": f"Nimi {word}", "name_en": f"Name {word}", "description_fi": f"Kuvaus {word}"}
    return texts | {"slug": word} | fields


def edited(name: str) -> dict:
    """The texts of an edit: the address is no part of it."""
    return {field: text for field, text in texts(name).items() if field != "slug"}


def make_world() -> World:
    organization = OrganizationFactory(**texts("organisation"))
    people = make_people(organization)
    coordinator = people[Person.COORDINATOR]
    listings = _listings(organization, people, coordinator)
    picture = make_picture()
    _sought("ar")
    return World(
        people=people,
        organization=organization,
        suspended=_suspended(coordinator),
        **listings,
        **_places(listings["live"], picture),
        **_networks(organization),
        topic=_topic(listings["live"]),
        helpline=Helpline.objects.create(number="010 000 111", **texts("helpline")),
        feedback=Feedback.objects.create(
            service=listings["live"], kind="other", language_code="fi", words=word_of("words of feedback")
        ),
        publisher=Publisher.objects.create(
            name_fi=f"Kaupunki {word_of('publisher')}", email="palaute@example.org"
        ),
        picture=picture,
        **make_pages(),
        document=Document.objects.create(title=word_of("document"), file=make_file("document.pdf")),
        upload=make_upload(people[Person.SUPERUSER]),
        collection=Collection.get_first_root_node().add_child(name=word_of("collection")),
        group=Group.objects.create(name=word_of("group")),
        **make_joining(organization, people),
        tray=_tray(listings),
        ready_tray=_ready_tray(listings),
        **make_helping(people),
        gap=Gap.objects.create(
            language_code="so", topic="topic", searches=40, listings=0, note=word_of("note of a gap")
        ),
        note=Note.objects.create(organization=organization, text=word_of("note about a partner")),
        partnership=_partnership(organization, coordinator),
        calendar_key=make_address(coordinator),
        alert=Alert.objects.create(
            text_fi=word_of("alert that is planned"),
            starts_at=timezone.now() + timedelta(days=2),
            ends_at=timezone.now() + timedelta(days=3),
        ),
        finding=_finding(listings["live"]),
    )


def _sought(language: str) -> None:
    """The topic of the world was looked for in a language, and there was next to nothing of it."""
    counted = {name: 40 for part in ("searches", "few", "gave_up") for name in (part, f"shown_{part}")}
    month = timezone.localdate().replace(day=1)
    SearchMonth.objects.create(month=month, language_code=language, topic="topic", **counted)


def _finding(live: Service) -> Finding:
    """A link that leads nowhere."""
    url = f"https://{word_of('broken link')}.example.org/"
    return Finding.objects.create(key="link", kind="link", service=live, url=url, details=["gone"])


def _partnership(organization: Organization, coordinator) -> Partnership:
    document = f"https://{word_of('document of a partnership')}.example.org/"
    return Partnership.objects.create(
        unit=OrganizationFactory(slug="unit", name_fi="Yksikkö"),
        organization=organization,
        kind=PartnershipKind.COOPERATION,
        valid_until=timezone.localdate() + timedelta(days=10),
        responsible=coordinator,
        documents=[{"title": word_of("document of a partnership"), "url": document}],
        note=word_of("note of a partnership"),
    )


def _tray(listings: dict[str, Service]) -> OwnTray:
    """Everything in it is known to whoever has its address, and to nobody else."""
    own = changes.make_tray("fi", title=word_of("title of a tray"), greeting=word_of("greeting of a tray"))
    changes.add_services(own.tray, [listings["live"].pk, listings["of_stranger"].pk], "fi")
    own.tray.items.update(note=word_of("note of a tray"))
    return own


def _ready_tray(listings: dict[str, Service]) -> ReadyTray:
    """One for everybody, and one that coordinators have not shown yet."""
    for name, is_public in (("ready-made tray", True), ("hidden ready-made tray", False)):
        word = word_of(name)
        made = ReadyTray.objects.create(slug=word, name_fi=f"Nimi {word}", is_public=is_public)
        for service in (listings["live"], listings["draft"]):
            ReadyTrayItem.objects.create(ready=made, service=service)
    return ReadyTray.objects.get(is_public=True)


def _listings(organization: Organization, people: People, coordinator) -> dict:
    of_partner = {"organization": organization, "entry": "walk_in", "channels": ["on_site"]}
    live = published(coordinator, **of_partner, **texts("live listing"))
    waiting = published(coordinator, **of_partner, **texts("public version"))
    session(waiting)
    edit = keep(waiting, people[Person.OWNER], **edited("waiting edit"))
    withdrawn = published(coordinator, **of_partner, **texts("withdrawn listing"))
    begun = draft(**of_partner, **texts("draft listing"))
    keep(begun, people[Person.OWNER])
    stranger = _stranger(live)
    work_for(stranger, owner=people[Person.OTHER_OWNER], editor=people[Person.OTHER_EDITOR])
    of_stranger = published(coordinator, slug="of-stranger", organization=stranger, name_fi="Muun oma")
    # Given, and not accepted yet
    ServiceRole.objects.create(
        service=of_stranger, organization=organization, role=ServiceRoleKind.CO_PROVIDER
    )
    _never_shown(live, coordinator)
    return {
        "live": live,
        "stranger": stranger,
        "of_stranger": of_stranger,
        "in_room": _in_room(organization, coordinator),
        "waiting": actions.submit(waiting, edit, people[Person.OWNER]),
        "withdrawn": actions.withdraw(withdrawn, coordinator, word_of("reason of a withdrawal")),
        "draft": begun,
    }


def _stranger(live: Service) -> Organization:
    """Another partner, that has not accepted the role it was given in the public listing."""
    stranger = OrganizationFactory(slug="stranger", name_fi=f"Muu {word_of('partner without a role')}")
    ServiceRole.objects.create(service=live, organization=stranger, role=ServiceRoleKind.CO_PROVIDER)
    return stranger


def _in_room(organization: Organization, coordinator) -> Service:
    """A group of somebody else that meets on Mondays in a room of the partner."""
    return hosted(coordinator, organization, place("malmi", organization=organization, name_fi="Sali"))


def _never_shown(live: Service, coordinator) -> None:
    """What belongs to a public listing and is not public, or not any more; and listings out of their time."""
    OrganizationFactory(standing=Standing.APPLIED, **texts("applied organisation"))
    yesterday = timezone.localdate() - timedelta(days=1)
    ServiceContact.objects.create(
        service=live, name=word_of("person whose time is over"), keep_until=yesterday
    )
    values = {"name_fi": word_of("value of another register")}
    ImportedRecord.objects.create(source="ptv", kind="service", identifier="1", object=live, values=values)
    published(coordinator, valid_until=yesterday, **texts("listing that is over"))
    expired = published(coordinator, **texts("listing that expired"))
    Service.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    published(coordinator, valid_from=date(2026, 6, 1), **texts("listing that begins later"))
    returned = published(coordinator)
    edit = keep(returned, coordinator, **edited("returned edit"))
    actions.return_to_editor(
        actions.submit(returned, edit, coordinator), coordinator, word_of("comment of a return")
    )


def _suspended(coordinator) -> Organization:
    suspended = OrganizationFactory(**texts("suspended organisation"))
    listing = published(coordinator, organization=suspended, **texts("listing of a suspended one"))
    session(listing, place("malmi", organization=suspended, **texts("place of a suspended one")))
    return actions.set_standing(suspended, Standing.SUSPENDED, coordinator, word_of("reason of a suspension"))


def _places(live: Service, picture: Picture) -> dict[str, Location]:
    shown = place(
        "malmi",
        postal_code="00700",
        street_address=f"{word_of('address')} 1",
        latitude=60.25,
        longitude=25.01,
        picture=picture,
        picture_text_fi="Talo",
        **texts("place"),
    )
    hidden = place(
        "kallio",
        slug="hidden-place",
        is_address_hidden=True,
        street_address=f"{word_of('hidden address')} 2",
        postal_code="00999",
        latitude=60.18765,
        longitude=24.98765,
        name_fi="Turvapaikka",
    )
    for each in (shown, hidden):
        ServiceAtLocation.objects.create(service=live, location=each)
        session(live, each)
    own = place(
        "kallio",
        slug="own-place",
        organization=live.organization,
        is_address_hidden=True,
        street_address=f"{word_of('hidden address')} 3",
        name_fi="Oma paikka",
    )
    return {"place": shown, "hidden_place": hidden, "own_place": own}


def _networks(organization: Organization) -> dict[str, Network]:
    def network(name: str, **fields) -> Network:
        word = word_of(name)
        made = Network.objects.create(slug=word, name_fi=f"Nimi {word}", theme_fi=f"Aihe {word}", **fields)
        NetworkMembership.objects.create(
            network=made,
            organization=organization,
            mail_address=f"{word_of('address on a mailing list')}@example.org",
            consented_date=date(2026, 1, 1),
        )
        return made

    shown = network("network")
    minutes = f"https://{word_of('minutes of a meeting')}.example.org/"
    shown.meetings.create(
        starts_at=timezone.now() + timedelta(days=1), note=word_of("note of a meeting"), notes_url=minutes
    )
    return {"network": shown, "private_network": network("private network", is_public=False)}


def _topic(live: Service) -> TaxonomyTerm:
    topic = TaxonomyTermFactory(code="topic", name_fi=f"Aihe {word_of('topic')}")
    topic.search_words.create(language_code="fi", words=[word_of("blunt word")])
    ServiceAttribute.objects.create(service=live, term=topic)
    return topic
