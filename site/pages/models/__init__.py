from pages.models.editorial import EditorialPage, PageTranslationState
from pages.models.former_paths import FormerPath
from pages.models.kinds import ArticlePage, FrontPage, GuidesPage, InformationPage, ThemePathPage
from pages.models.publisher import Conformity, Evaluation, Publisher

__all__ = [
    "ArticlePage",
    "Conformity",
    "EditorialPage",
    "Evaluation",
    "FormerPath",
    "FrontPage",
    "GuidesPage",
    "InformationPage",
    "PageTranslationState",
    "Publisher",
    "ThemePathPage",
]
