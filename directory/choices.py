"""The closed lists of the domain, in the words families use."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganizationKind(models.TextChoices):
    CITY_UNIT = "city_unit", _("City unit")
    GOVERNMENT = "government", _("Other public authority")
    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    PARISH = "parish", _("Parish or faith community")
    UNREGISTERED_GROUP = "unregistered_group", _("Group of people")
    COMPANY = "company", _("Company")


#: Kinds that are known without a business id or anybody's word
PUBLIC_KINDS = (OrganizationKind.CITY_UNIT, OrganizationKind.GOVERNMENT)


class Standing(models.TextChoices):
    """Where an organisation stands with the city."""

    APPLIED = "applied", pgettext_lazy("organisation", "Applied")
    ADMITTED = "admitted", pgettext_lazy("organisation", "Admitted")
    SUSPENDED = "suspended", pgettext_lazy("organisation", "Suspended")
    ENDED = "ended", pgettext_lazy("organisation", "Ended")


class ServiceKind(models.TextChoices):
    SERVICE = "service", pgettext_lazy("kind of listing", "Service")
    GROUP = "group", pgettext_lazy("kind of listing", "Group")
    COURSE = "course", pgettext_lazy("kind of listing", "Course")
    EVENT = "event", pgettext_lazy("kind of listing", "Event")
    DROP_IN = "drop_in", pgettext_lazy("kind of listing", "Open meeting place")
    HELPLINE = "helpline", pgettext_lazy("kind of listing", "Helpline")
    PEER_SUPPORT = "peer_support", pgettext_lazy("kind of listing", "Peer support")
    HOBBY = "hobby", pgettext_lazy("kind of listing", "Hobby")


class Entry(models.TextChoices):
    """How one gets in."""

    WALK_IN = "walk_in", _("Just come, no appointment")
    APPOINTMENT = "appointment", _("Book a time")
    REGISTRATION = "registration", _("Sign up")
    REFERRAL = "referral", _("A professional sends you")


class Channel(models.TextChoices):
    ON_SITE = "on_site", pgettext_lazy("way of meeting", "On site")
    ONLINE = "online", pgettext_lazy("way of meeting", "Online")
    PHONE = "phone", pgettext_lazy("way of meeting", "By phone")
    HOME_VISIT = "home_visit", pgettext_lazy("way of meeting", "At your home")
    OUTREACH = "outreach", pgettext_lazy("way of meeting", "Where people are")


class Gender(models.TextChoices):
    WOMEN = "women", _("Women only")
    MEN = "men", _("Men only")
    GIRLS = "girls", _("Girls only")
    BOYS = "boys", _("Boys only")


class ChildrenPolicy(models.TextChoices):
    WELCOME = "welcome", _("Children may come along")
    LOOKED_AFTER = "looked_after", _("Children are looked after")


class CapacityStatus(models.TextChoices):
    OPEN = "open", _("Takes new people")
    QUEUE = "queue", _("There is a queue")
    FULL = "full", _("Full")


class ServiceRoleKind(models.TextChoices):
    """What another organisation is to a listing; its provider is `Service.organization`."""

    CO_PROVIDER = "co_provider", _("Together with")
    HOST = "host", pgettext_lazy("organisation", "Host")
    FUNDER = "funder", _("Funder")
    REFERRER = "referrer", _("Sends people here")


class PersonRole(models.TextChoices):
    OWNER = "owner", pgettext_lazy("role", "Owner")
    EDITOR = "editor", pgettext_lazy("role", "Editor")


class AreaKind(models.TextChoices):
    DISTRICT = "district", _("Major district")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")


class AccessibilityFeature(models.TextChoices):
    STEP_FREE = "step_free", _("No steps at the entrance")
    ACCESSIBLE_TOILET = "accessible_toilet", _("Accessible toilet")
    LIFT = "lift", _("Lift")
    PRAM_ACCESS = "pram_access", _("Room for prams")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")


class ScheduleDateKind(models.TextChoices):
    EXTRA = "extra", pgettext_lazy("date", "Extra")
    CANCELLED = "cancelled", pgettext_lazy("date", "Cancelled")


class PhoneKind(models.TextChoices):
    VOICE = "voice", _("Call")
    SMS = "sms", _("Text message")
    FAX = "fax", _("Fax")


class TextState(models.TextChoices):
    """What a text in one language is (DESIGN D7); a missing one has no row."""

    WRITTEN = "written", pgettext_lazy("text", "Written")
    CHECKED = "checked", pgettext_lazy("text", "Checked translation")
    MACHINE = "machine", pgettext_lazy("text", "Machine translation")


class TaxonomySlug(models.TextChoices):
    TOPICS = "topics", _("Topics")
    TARGET_GROUPS = "target-groups", _("Whom it is for")
    SERVICE_CLASSES = "ptv-service-classes", _("Service classes")
    PTV_TARGET_GROUPS = "ptv-target-groups", _("Target groups of the national register")
    LIFE_EVENTS = "ptv-life-events", _("Life events")
    KEYWORDS = "ontology-terms", _("Keywords")


class PartnershipKind(models.TextChoices):
    """What a unit of the city and an organisation have agreed."""

    COOPERATION = "cooperation", pgettext_lazy("partnership", "Cooperation")
    REFERRAL = "referral", pgettext_lazy("partnership", "Referral of clients")
    GRANT = "grant", pgettext_lazy("partnership", "Grant")
    PREMISES = "premises", pgettext_lazy("partnership", "Premises")
    STEERING_GROUP = "steering_group", pgettext_lazy("partnership", "Steering group")


class NetworkRole(models.TextChoices):
    COORDINATOR = "coordinator", pgettext_lazy("network", "Coordinator")
    MEMBER = "member", pgettext_lazy("network", "Member")
