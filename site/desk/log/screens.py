"""What the screens of staff are called in the log."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: The longest beginning of a route's name says which
SCREENS = {
    "language_checkers": _("Language checkers"),
    "receiving_unit": _("Receiving units"),
    "desk_item": pgettext_lazy("menu", "What waits"),
    "desk_partner": pgettext_lazy("menu", "Partners"),
    "desk_partnership": pgettext_lazy("menu", "Partnerships"),
    "desk_network": _("Networks"),
    "desk_mailing_list": _("Mailing list"),
    "desk_figure": pgettext_lazy("menu", "Figures"),
    "desk_report": pgettext_lazy("menu", "Figures"),
    "desk_residents": pgettext_lazy("menu", "Figures"),
    "desk_log": pgettext_lazy("menu", "Who did what"),
    "wagtailsnippets_directory_service": _("Listings"),
    "wagtailsnippets_directory_organization": _("Organisations"),
    "wagtailsnippets_directory_location": _("Places"),
    "wagtailadmin_reports": pgettext_lazy("menu", "Who did what"),
    "wagtailusers_users": pgettext_lazy("navigation", "People"),
}


def screen_name(route: str) -> str:
    beginnings = [beginning for beginning in SCREENS if route.startswith(beginning)]
    return str(SCREENS[max(beginnings, key=len)]) if beginnings else route
