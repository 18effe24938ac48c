"""What staff see when they edit: texts by language, never the column without a language (DESIGN, trap 3)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from directory.models import (
    Schedule,
    ScheduleDate,
    Service,
    ServiceAtLocation,
    ServiceContact,
    ServicePhone,
    ServiceUrl,
)
from directory.text_fields import text_fields, translated_fields


def text_panels(model: type[models.Model]) -> list:
    """One group of fields for each language, closed but for the default one."""
    return [
        MultiFieldPanel(
            [FieldPanel(build_localized_fieldname(name, code)) for name in translated_fields(model)],
            heading=code,
            classname="" if code == settings.MODELTRANSLATION_DEFAULT_LANGUAGE else "collapsed",
        )
        for code in settings.MODELTRANSLATION_LANGUAGES
    ]


def plain_panels(*names: str) -> list:
    return [FieldPanel(name) for name in names]


def child_panels(model: type[models.Model], *names: str) -> list:
    return [*plain_panels(*names), *(FieldPanel(field.name) for field in text_fields(model))]


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
    InlinePanel(
        "schedules",
        panels=[
            *child_panels(
                Schedule,
                "rrule", "dtstart", "opens_at", "closes_at", "valid_from", "valid_to", "skips_holidays",
                "location", "languages", "entry", "sort_order",
            ),
            InlinePanel("dates", panels=child_panels(ScheduleDate, "kind", "date"), label=_("dates")),
        ],
        label=_("times"),
    ),
    InlinePanel(
        "service_at_locations",
        panels=child_panels(ServiceAtLocation, "location", "sort_order"),
        label=_("places"),
    ),
]  # fmt: skip

SERVICE_CONTACTS = [
    InlinePanel(
        "phones", panels=child_panels(ServicePhone, "number", "kind", "languages"), label=_("phone numbers")
    ),
    InlinePanel(
        "contacts",
        panels=child_panels(
            ServiceContact, "name", "email", "phone", "languages", "keep_until", "sort_order"
        ),
        label=_("people"),
    ),
    InlinePanel(
        "urls", panels=child_panels(ServiceUrl, "url", "language_code", "sort_order"), label=_("web pages")
    ),
]

SERVICE_RELATIONS = [
    InlinePanel("attributes", panels=plain_panels("term", "sort_order"), label=_("topics")),
    InlinePanel("roles", panels=plain_panels("organization", "role"), label=_("roles of organisations")),
]


def service_edit_handler() -> TabbedInterface:
    return TabbedInterface(
        [
            ObjectList(text_panels(Service), heading=_("Texts")),
            ObjectList(SERVICE_FACTS, heading=_("Facts")),
            ObjectList(SERVICE_TIMES, heading=_("Times and places")),
            ObjectList(SERVICE_CONTACTS, heading=_("Contacts")),
            ObjectList([*SERVICE_RELATIONS, PublishingPanel()], heading=_("Topics and roles")),
        ]
    )
