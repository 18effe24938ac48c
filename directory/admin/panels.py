"""What staff see when they edit: texts by language, never the column without a language (DESIGN, trap 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from directory.admin.language_panel import LanguagePanel
from directory.admin.two_languages import PartsPanel, text_rows
from directory.models import (
    Schedule,
    ScheduleDate,
    Service,
    ServiceAtLocation,
    ServiceContact,
    ServicePhone,
    ServicePicture,
    ServiceUrl,
)


def text_panels(model: type[models.Model]) -> list:
    """The texts of an object in two languages, beneath the choice of the second."""
    return [LanguagePanel(), *text_rows(model)]


def plain_panels(*names: str) -> list:
    return [FieldPanel(name) for name in names]


def child_panels(model: type[models.Model], *names: str) -> list:
    return [*plain_panels(*names), *text_rows(model)]


#: For those who decide which organisations are partners: `permissions.can_set_standing`
STANDING_PANELS = [
    FieldPanel(name, permission="directory.publish_service") for name in ("new_standing", "standing_reason")
]

SERVICE_FACTS = plain_panels(
    "organization", "kind", "original_language",
    "minimum_age", "maximum_age", "gender", "is_free", "entry", "languages", "has_interpretation", "channels",
    "needs_client_relation", "needs_identity", "needs_home_municipality", "children_policy", "url", "email",
    "valid_from", "valid_until", "closed_from", "closed_until",
)  # fmt: skip

SERVICE_TIMES = [
    PartsPanel(
        "schedules",
        panels=[
            *child_panels(
                Schedule,
                "rrule", "dtstart", "opens_at", "closes_at", "valid_from", "valid_to", "skips_holidays",
                "location", "languages", "entry", "sort_order",
            ),
            PartsPanel("dates", panels=child_panels(ScheduleDate, "kind", "date"), label=_("dates")),
        ],
        label=_("times"),
    ),
    PartsPanel(
        "service_at_locations",
        panels=child_panels(ServiceAtLocation, "location", "sort_order"),
        label=_("places"),
    ),
]  # fmt: skip

SERVICE_CONTACTS = [
    PartsPanel(
        "phones", panels=child_panels(ServicePhone, "number", "kind", "languages"), label=_("phone numbers")
    ),
    PartsPanel(
        "contacts",
        panels=child_panels(
            ServiceContact, "name", "email", "phone", "languages", "keep_until", "sort_order"
        ),
        label=_("people"),
    ),
    PartsPanel(
        "urls", panels=child_panels(ServiceUrl, "url", "language_code", "sort_order"), label=_("web pages")
    ),
]

EASY_TEXTS = InlinePanel(
    "easy_texts",
    panels=plain_panels("language_code", "name", "summary", "description"),
    label=_("easy language"),
)
SERVICE_PICTURES = [
    PartsPanel("pictures", panels=child_panels(ServicePicture, "picture"), label=_("pictures"), max_num=1)
]

SERVICE_RELATIONS = [
    InlinePanel("attributes", panels=plain_panels("term", "sort_order"), label=_("topics")),
    InlinePanel("roles", panels=plain_panels("organization", "role"), label=_("roles of organisations")),
]


def service_edit_handler() -> TabbedInterface:
    return TabbedInterface(
        [
            ObjectList([*text_panels(Service), EASY_TEXTS], heading=_("Texts")),
            ObjectList(SERVICE_FACTS, heading=_("Facts")),
            ObjectList(SERVICE_TIMES, heading=_("Times and places")),
            ObjectList(SERVICE_CONTACTS, heading=_("Contacts")),
            ObjectList(
                [*SERVICE_RELATIONS, *SERVICE_PICTURES, PublishingPanel()], heading=_("Topics and roles")
            ),
        ]
    )
