"""The domain, in the terms of HSDS 3: one module per concept."""

from directory.models.alerts import Alert
from directory.models.capacity import Assurance, ServiceCapacity
from directory.models.contacts import ServiceContact, ServicePhone, ServiceUrl
from directory.models.easy_texts import EasyLanguageText
from directory.models.former_addresses import FormerAddress
from directory.models.helplines import Helpline
from directory.models.imports import ImportedRecord
from directory.models.language_checkers import LanguageChecker, TranslationRequest
from directory.models.language_counts import LanguageCount
from directory.models.links import ServiceAtLocation, ServiceAttribute
from directory.models.moderation import ModerationTask
from directory.models.networks import Network, NetworkMeeting, NetworkMembership
from directory.models.organizations import Organization, OrganizationPhone, OrganizationRole
from directory.models.partnerships import Partnership
from directory.models.pictures import Picture, PictureRendition
from directory.models.places import Area, Location, LocationPhone
from directory.models.roles import RoleAcceptance, RoleRefusal, ServiceRole
from directory.models.schedules import Schedule, ScheduleDate
from directory.models.service_pictures import ServicePicture
from directory.models.services import Service
from directory.models.spoken_languages import SpokenLanguages
from directory.models.taxonomies import RelatedTerm, SearchWords, Taxonomy, TaxonomyTerm
from directory.models.translation_states import TranslationState

__all__ = [
    "Alert",
    "Area",
    "Assurance",
    "EasyLanguageText",
    "FormerAddress",
    "Helpline",
    "ImportedRecord",
    "LanguageChecker",
    "LanguageCount",
    "Location",
    "LocationPhone",
    "ModerationTask",
    "Network",
    "NetworkMeeting",
    "NetworkMembership",
    "Organization",
    "OrganizationPhone",
    "OrganizationRole",
    "Partnership",
    "Picture",
    "PictureRendition",
    "RelatedTerm",
    "RoleAcceptance",
    "RoleRefusal",
    "Schedule",
    "ScheduleDate",
    "SearchWords",
    "Service",
    "ServiceAtLocation",
    "ServiceAttribute",
    "ServiceCapacity",
    "ServiceContact",
    "ServicePhone",
    "ServicePicture",
    "ServiceRole",
    "ServiceUrl",
    "SpokenLanguages",
    "Taxonomy",
    "TaxonomyTerm",
    "TranslationRequest",
    "TranslationState",
]
