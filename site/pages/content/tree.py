"""The tree of pages a site begins with. What is there already is left as it is."""

import tomllib

from django.db import transaction
from wagtail.models import Page, Site

from directory.choices import TextState
from directory.translation_states import Edit
from pages.content.files import FOLDER, PageFile, guide_files, read_file
from pages.models import ArticlePage, EditorialPage, FrontPage, GuidesPage, Publisher, ThemePathPage

KINDS = {"theme-path": ThemePathPage, "article": ArticlePage, "guides": GuidesPage}
#: The page that Wagtail makes with a new database
WELCOME = {"slug": "home", "depth": 2, "content_type__model": "page"}


@transaction.atomic
def load_tree(*, with_guides: bool) -> list[EditorialPage]:
    """Make the front page, the list of guides and, if asked, the guides of our files; return what is new."""
    guides, made = _get_or_make(_front_page(), read_file(FOLDER / "guides.toml"))
    new = [guides] if made else []
    for path in guide_files() if with_guides else ():
        page, made = _get_or_make(guides, read_file(path))
        new += [page] if made else []
    if with_guides:
        load_example_publisher()
    return new


def load_example_publisher() -> None:
    """Somebody who answers for a demonstration, where nobody does yet. Marked as an example."""
    if Publisher.objects.exists():
        return
    names = tomllib.loads((FOLDER / "publisher.toml").read_text("utf-8"))["name"]
    columns = {f"name_{code.replace('-', '_')}": name for code, name in names.items()}
    Publisher.objects.create(
        email="palaute@example.org",
        phone="09 000 1000",
        address="Esimerkkikatu 1, 00100 Helsinki",
        privacy_email="tietosuoja@example.org",
        is_example=True,
        **columns,
    )


def _front_page() -> FrontPage:
    if front := FrontPage.objects.first():
        return front
    front = Page.get_first_root_node().add_child(instance=FrontPage(title="Tarjotin", slug="front"))
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    site.root_page = front
    site.save()
    for welcome in Page.objects.filter(**WELCOME, numchild=0):
        welcome.delete()
    return front


def _get_or_make(parent: Page, file: PageFile) -> tuple[EditorialPage, bool]:
    there = EditorialPage.objects.child_of(parent).filter(slug=file.slug).first()
    return (there.specific, False) if there else (_make(parent, file), True)


def _make(parent: Page, file: PageFile) -> EditorialPage:
    model = KINDS[file.kind]
    page = model(slug=file.slug, live=False)
    if file.theme:
        page.theme = file.theme
    for name in ("heading", "introduction"):
        for code, text in getattr(file, name).items():
            setattr(page, f"{name}_{code.replace('-', '_')}", text)
    page.body = page.body.stream_block.to_python(file.body)
    # Nobody of the city has read them yet: readers are told so
    page.edit = Edit(how=TextState.MACHINE)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
