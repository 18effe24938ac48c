from pages.models.editorial import EditorialPage, PageTranslationState
from pages.models.former_paths import FormerPath
from pages.models.kinds import ArticlePage, FrontPage, GuidesPage, InformationPage, ThemePathPage

__all__ = [
    "ArticlePage",
    "EditorialPage",
    "FormerPath",
    "FrontPage",
    "GuidesPage",
    "InformationPage",
    "PageTranslationState",
    "ThemePathPage",
]
