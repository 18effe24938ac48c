"""Guides (theme paths and articles) as links: for the list of guides and for the front page."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import get_language

from directory.reading.texts import Text, read_text, text_columns
from pages.models import ArticlePage, EditorialPage, ThemePathPage

#: Guides on one page of the list
PER_PAGE = 30


@dataclass(frozen=True)
class GuideLink:
    url: str
    heading: Text
    introduction: Text
    theme: str


def page_of_guides(parent: EditorialPage, number: str) -> Page:
    """A page of the links to all public guides beneath `parent`; the nearest one if there is no such."""
    page = Paginator(live_guides(parent), PER_PAGE).get_page(number)
    page.object_list = guide_links(page.object_list)
    return page


def guide_links(pages: QuerySet[EditorialPage]) -> list[GuideLink]:
    """The links of some pages in the order of the query. Three queries."""
    pages = list(pages.only(*_columns()))
    themes = _themes([page.pk for page in pages])
    language = get_language()
    return [
        GuideLink(
            url=page.url,
            heading=read_text(page, "heading", language),
            introduction=read_text(page, "introduction", language),
            theme=themes.get(page.pk, ""),
        )
        for page in pages
    ]


def live_guides(parent=None) -> QuerySet[EditorialPage]:
    """All public theme paths and articles, those beneath `parent` if given, in the order of the tree."""
    pages = EditorialPage.objects.live().type(ThemePathPage, ArticlePage)
    return (pages.child_of(parent) if parent else pages).order_by("path")


def _columns() -> list[str]:
    return [
        "path",
        "url_path",
        "depth",
        "original_language",
        "content_type",
        *text_columns("heading", "introduction"),
    ]


def _themes(keys: list[int]) -> dict[int, str]:
    models = (ThemePathPage, ArticlePage)
    found = [model.objects.filter(pk__in=keys).values_list("pk", "theme") for model in models]
    return {pk: theme for rows in found for pk, theme in rows}


def theme_of(page: EditorialPage) -> str:
    """The code of the theme of a specific page, "" if it has none."""
    return getattr(page, "theme", "")
