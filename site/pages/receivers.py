"""What happens when a page is renamed or moved: its old addresses, and those below it, lead on."""

from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from pages.models import EditorialPage, FormerPath


def connect() -> None:
    page_slug_changed.connect(on_renamed)
    post_page_move.connect(on_moved)


def on_renamed(instance, instance_before, **_kwargs) -> None:
    if isinstance(instance, EditorialPage):
        _remember(instance, instance_before.url_path, instance.url_path)


def on_moved(instance, url_path_before, url_path_after, **_kwargs) -> None:
    if url_path_before != url_path_after:
        _remember(instance, url_path_before, url_path_after)


def _remember(page: Page, old: str, new: str) -> None:
    """Keep the old path of a page and of all beneath it, by their paths as they are now."""
    for each in Page.objects.filter(path__startswith=page.path):
        former = old + each.url_path.removeprefix(new)
        FormerPath.objects.update_or_create(path=former, defaults={"page": each})
        FormerPath.objects.filter(path=each.url_path).delete()
