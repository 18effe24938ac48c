"""One object of every kind and in every state, each with a word of its own in its texts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, Page, Site, Task, TaskState, UploadedFile, Workflow

from directory import actions
from directory.choices import ServiceRoleKind, Standing
from directory.models import (
    Helpline,
    Location,
    Network,
    NetworkMembership,
    Organization,
    Picture,
    Service,
    ServiceAtLocation,
    ServiceAttribute,
    ServiceContact,
    ServiceRole,
    TaxonomyTerm,
)
from directory.translation_states import Edit
from pages.models import ArticlePage, EditorialPage, GuidesPage, Publisher
from tests.cast import place, session
from tests.directory import drawings
from tests.directory.lives import draft, keep, published
from tests.factories import OrganizationFactory, TaxonomyTermFactory
from tests.isolation.people import People, Person, make_people
from tests.isolation.words import word_of
from tests.pages.trees import block, guides_page


@dataclass(frozen=True)
class World:
    """What there is, by name; a test asks for `world.live` or `world.hidden_place`."""

    people: People
    organization: Organization
    suspended: Organization
    stranger: Organization
    live: Service
    of_stranger: Service
    waiting: Service
    draft: Service
    withdrawn: Service
    place: Location
    hidden_place: Location
    network: Network
    private_network: Network
    topic: TaxonomyTerm
    helpline: Helpline
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
    """The texts of an object, with the word of its name in those that readers see first."""
    word = word_of(name)
    return {"name_fi": f"Nimi {word}", "name_en": f"Name {word}", "description_fi": f"Kuvaus {word}"} | fields


def make_world() -> World:
    organization = OrganizationFactory(slug="partner", **texts("organisation"))
    people = make_people(organization)
    coordinator = people[Person.COORDINATOR]
    listings = _listings(organization, people, coordinator)
    return World(
        people=people,
        organization=organization,
        suspended=_suspended(coordinator),
        **listings,
        **_places(listings["live"]),
        **_networks(organization),
        topic=_topic(listings["live"]),
        helpline=Helpline.objects.create(slug="helpline", number="010 000 111", **texts("helpline")),
        publisher=Publisher.objects.create(
            name_fi=f"Kaupunki {word_of('publisher')}", email="palaute@example.org"
        ),
        picture=_picture(),
        **_pages(),
        document=Document.objects.create(title=word_of("document"), file=_file("document.pdf")),
        upload=_upload(people[Person.SUPERUSER]),
        collection=Collection.get_first_root_node().add_child(name=word_of("collection")),
        group=Group.objects.create(name=word_of("group")),
    )


def _listings(organization: Organization, people: People, coordinator) -> dict:
    of_partner = {"organization": organization, "channels": ["on_site"], "languages": ["fi"]}
    live = published(coordinator, slug="live", **of_partner, **texts("live listing"))
    session(live)
    waiting = published(coordinator, slug="waiting", **of_partner, **texts("public version"))
    session(waiting)
    edit = keep(waiting, people[Person.PARTNER], **texts("waiting edit"))
    withdrawn = published(coordinator, slug="withdrawn", **of_partner, **texts("withdrawn listing"))
    begun = draft(slug="draft", **of_partner, **texts("draft listing"))
    keep(begun, people[Person.PARTNER])
    stranger = _stranger(live)
    _never_shown(live, coordinator)
    return {
        "live": live,
        "stranger": stranger,
        "of_stranger": published(coordinator, slug="of-stranger", organization=stranger, name_fi="Muun oma"),
        "waiting": actions.submit(waiting, edit, people[Person.PARTNER]),
        "withdrawn": actions.withdraw(withdrawn, coordinator, word_of("reason of a withdrawal")),
        "draft": begun,
    }


def _stranger(live: Service) -> Organization:
    """Another partner, that has not accepted the role it was given in the public listing."""
    stranger = OrganizationFactory(slug="stranger", name_fi=f"Muu {word_of('partner without a role')}")
    ServiceRole.objects.create(service=live, organization=stranger, role=ServiceRoleKind.CO_PROVIDER)
    return stranger


def _never_shown(live: Service, coordinator) -> None:
    """What belongs to a public listing and is not public, or not any more; and listings out of their time."""
    OrganizationFactory(standing=Standing.APPLIED, slug="applied", **texts("applied organisation"))
    yesterday = timezone.localdate() - timedelta(days=1)
    ServiceContact.objects.create(
        service=live, name=word_of("person whose time is over"), keep_until=yesterday
    )
    published(coordinator, valid_until=yesterday, **texts("listing that is over"))
    expired = published(coordinator, **texts("listing that expired"))
    Service.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    published(coordinator, valid_from=date(2026, 6, 1), **texts("listing that begins later"))
    returned = published(coordinator)
    edit = keep(returned, coordinator, **texts("returned edit"))
    actions.return_to_editor(
        actions.submit(returned, edit, coordinator), coordinator, word_of("comment of a return")
    )


def _suspended(coordinator) -> Organization:
    suspended = OrganizationFactory(slug="suspended", **texts("suspended organisation"))
    published(coordinator, slug="of-suspended", organization=suspended, **texts("listing of a suspended one"))
    return actions.set_standing(suspended, Standing.SUSPENDED, coordinator, word_of("reason of a suspension"))


def _places(live: Service) -> dict[str, Location]:
    shown = place(
        "malmi",
        slug="place",
        street_address=f"{word_of('address')} 1",
        latitude=60.25,
        longitude=25.01,
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
    return {"place": shown, "hidden_place": hidden}


def _networks(organization: Organization) -> dict[str, Network]:
    def network(slug: str, name: str, **fields) -> Network:
        word = word_of(name)
        made = Network.objects.create(
            slug=slug, name_fi=f"Verkosto {word}", theme_fi=f"Aihe {word}", **fields
        )
        NetworkMembership.objects.create(network=made, organization=organization)
        return made

    return {
        "network": network("network", "network"),
        "private_network": network("private-network", "private network", is_public=False),
    }


def _topic(live: Service) -> TaxonomyTerm:
    topic = TaxonomyTermFactory(code="topic", name_fi=f"Aihe {word_of('topic')}")
    topic.search_words.create(language_code="fi", words=[word_of("blunt word")])
    ServiceAttribute.objects.create(service=live, term=topic)
    return topic


def _picture() -> Picture:
    file = ContentFile(drawings.picture(), name=f"{word_of('name of a picture file')}.jpg")
    picture = Picture.objects.create(title=word_of("title of a picture"), file=file)
    picture.widths()
    return picture


def _pages() -> dict[str, Page]:
    guides = guides_page()
    body = [block("text", text={"fi": f"<p>{word_of('page')}</p>"})]
    page = _article(guides, "page", body)
    waiting = _article(guides, "waiting-page", body)
    edited = waiting.get_latest_revision_as_object()
    edited.heading_fi = edited.introduction_fi = word_of("waiting edit of a page")
    edited.save_revision()
    taken_back = _article(guides, "taken-back-page", body, heading_fi=word_of("page taken back"))
    taken_back.unpublish()
    hidden = block("text", text={"fi": f"<p>{word_of('draft page')}</p>"})
    begun = _article(guides, "draft-page", [hidden], is_public=False, heading_fi=word_of("draft page"))
    return {"guides": guides, "page": page, "waiting_page": waiting, "draft_page": begun}


def _article(guides: GuidesPage, slug: str, body: list, *, is_public: bool = True, **fields) -> ArticlePage:
    page = ArticlePage(slug=slug, live=False, **{"heading_fi": f"Artikkeli {word_of('page')}"} | fields)
    page.body = page.body.stream_block.to_python(body)
    page.edit = Edit(how="checked")
    guides.add_child(instance=page)
    revision = page.save_revision()
    if is_public:
        revision.publish()
    return ArticlePage.objects.get(pk=page.pk)


def _upload(user) -> UploadedFile:
    return UploadedFile.objects.create(
        file=_file("upload.jpg"),
        uploaded_by_user=user,
        for_content_type=ContentType.objects.get_for_model(Picture),
    )


def _file(name: str) -> ContentFile:
    return ContentFile(drawings.picture(), name=name)
