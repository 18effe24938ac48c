"""Editorial pages of tests: made and published the ordinary way."""

import uuid

from directory.translation_states import Edit
from pages.content.tree import load_tree
from pages.models import GuidesPage, ThemePathPage


def guides_page() -> GuidesPage:
    load_tree(with_guides=False)
    return GuidesPage.objects.get()


def block(kind: str, **value) -> dict:
    """A block as it is stored."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def items(*values) -> list[dict]:
    """The parts of a list inside a block, as they are stored."""
    return [block("item") | {"value": value} for value in values]


def theme_path(*body: dict, slug: str = "path", how: str = "checked", **fields) -> ThemePathPage:
    """A public theme path with these blocks."""
    page = ThemePathPage(slug=slug, live=False, **{"heading_fi": "Polku"} | fields)
    page.body = page.body.stream_block.to_python(list(body))
    page.edit = Edit(how=how)
    guides_page().add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def edit(page: ThemePathPage, *, edit: Edit | None = None, publish: bool = True, **fields) -> ThemePathPage:
    """Change some fields of a page in its next version."""
    edited = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(edited, name, value)
    edited.edit = edit
    revision = edited.save_revision()
    if publish:
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def states(page: ThemePathPage) -> dict[str, tuple[str, bool]]:
    rows = ThemePathPage.objects.get(pk=page.pk).translation_states.all()
    return {row.language_code: (row.state, row.is_outdated) for row in rows}
