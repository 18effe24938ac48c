"""Listings: what is offered, to whom, how one gets in."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import DraftStateMixin, LockableMixin, Revision, RevisionMixin, WorkflowMixin

from directory.choices import Channel, ChildrenPolicy, Entry, Gender, ServiceKind
from directory.freshness import Closing
from directory.models.checks import Check
from directory.models.closed_lists import only_known
from directory.models.codes import CodeListField, SpokenLanguagesField
from directory.models.organizations import Organization
from directory.models.shapes import has_slug
from directory.models.translated import TranslatedModel
from directory.querysets import ServiceQuerySet
from directory.revision_content import to_load, to_store
from directory.translation_states import Edit, restate
from directory.validators import validate_web_address

#: Columns that a revision never sets back: the listing's identity, whose it is, since when it is public, and
#: when it is closed, which holds at once (`actions.set_closing`)
NOT_PART_OF_AN_EDIT = (
    *("uuid", "slug", "organization", "live_revision", "last_published_at", "expired"),
    *("closed_from", "closed_until"),
)


class Service(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatedModel, ClusterableModel
):
    """A listing: a service, group, course, event or helpline of one provider."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True, max_length=120)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="services", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ServiceKind, default=ServiceKind.SERVICE)
    original_language = models.CharField(_("original language"), max_length=10, default="fi")

    name = models.CharField(_("name"), max_length=200)
    alternate_name = models.CharField(_("other name"), max_length=200, blank=True)
    summary = models.CharField(_("in short"), max_length=150, blank=True)
    description = models.TextField(_("what happens there"), blank=True, max_length=2500)
    application_process = models.TextField(_("how to join"), blank=True, max_length=1500)
    eligibility_description = models.TextField(_("who it is for"), blank=True, max_length=1000)
    fees_description = models.TextField(_("what it costs"), blank=True, max_length=500)
    first_time = models.TextField(_("what happens the first time"), blank=True, max_length=1000)
    alert = models.CharField(_("today's news"), max_length=300, blank=True)

    minimum_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    gender = models.CharField(_("for whom"), max_length=10, choices=Gender, blank=True)
    is_free = models.BooleanField(_("free of charge"), default=False)
    entry = models.CharField(_("how one gets in"), max_length=20, choices=Entry, blank=True)
    languages = SpokenLanguagesField(verbose_name=_("spoken languages"))
    has_interpretation = models.BooleanField(_("an interpreter can be ordered"), default=False)
    channels = CodeListField(codes=Channel.values, verbose_name=_("way of meeting"))
    # None: nobody has told. A reader must not take silence for a promise
    needs_client_relation = models.BooleanField(_("only for clients"), null=True, blank=True)
    needs_identity = models.BooleanField(_("a name or a paper is asked"), null=True, blank=True)
    needs_home_municipality = models.BooleanField(_("only for residents"), null=True, blank=True)
    children_policy = models.CharField(_("children"), max_length=20, choices=ChildrenPolicy, blank=True)

    url = models.URLField(_("web page"), blank=True, max_length=500, validators=[validate_web_address])
    email = models.EmailField(_("e-mail"), blank=True)

    valid_from = models.DateField(_("offered from"), null=True, blank=True)
    valid_until = models.DateField(_("offered until"), null=True, blank=True)
    closed_from = models.DateField(_("closed from"), null=True, blank=True)
    closed_until = models.DateField(_("closed until"), null=True, blank=True)

    # Wagtail's default is True: a new draft would be public (DESIGN, trap 6)
    live = models.BooleanField(verbose_name=_("live"), default=False, editable=False)

    _revisions = GenericRelation(
        "wagtailcore.Revision", related_query_name="service", for_concrete_model=False
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="service",
        for_concrete_model=False,
    )

    #: Set while a listing is being withdrawn, for its history
    withdrawal_reason = ""

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = [
            has_slug("service"),
            Check(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(maximum_age__gte=F("minimum_age")),
                name="directory_service_ages_are_in_order",
            ),
            Check(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="directory_service_validity_is_in_order",
            ),
            Check(
                # A closing without an end is one until further notice
                condition=Q(closed_until__isnull=True)
                | Q(closed_from__isnull=False, closed_until__gte=F("closed_from")),
                name="directory_service_closing_ends_after_it_begins",
            ),
            only_known("service", "kind", ServiceKind.values),
            only_known("service", "entry", ["", *Entry.values]),
            only_known("service", "gender", ["", *Gender.values]),
            only_known("service", "children_policy", ["", *ChildrenPolicy.values]),
            # That there is a name in it cannot be said here: which column that is differs from row to row
            Check(
                condition=Q(original_language__in=settings.MODELTRANSLATION_LANGUAGES),
                name="directory_service_original_language_is_ours",
            ),
        ]
        indexes = [
            # SQLite ignores an index that begins with a boolean (DESIGN, trap 12)
            models.Index(
                fields=["organization"], condition=Q(live=True), name="directory_service_live_of_org"
            ),
        ]

    def __str__(self) -> str:
        """The name in a fixed language, never in that of whoever is editing (DESIGN, trap 1)."""
        return self.original_name or self.name_fi or self.slug

    @property
    def revisions(self):
        return self._revisions

    @property
    def closing(self) -> Closing | None:
        return Closing(self.closed_from, self.closed_until) if self.closed_from else None

    @property
    def original_name(self) -> str:
        return getattr(self, build_localized_fieldname("name", self.original_language), "") or ""

    @transaction.atomic
    def save(self, **kwargs):
        """Save the listing, its children and what receivers make of it, or nothing of them."""
        self.slug = self.slug or f"{slugify(self.original_name)[:100]}-{self.uuid.hex[:8]}".strip("-")
        super().save(**kwargs)

    @transaction.atomic
    def publish(self, revision, *args, **kwargs):
        if self.live and not self.live_revision_id:
            self._keep_public_version(before=revision)
        return super().publish(revision, *args, **kwargs)

    def _keep_public_version(self, *, before: Revision) -> None:
        """Give what readers see a revision of its own, in history just before another one.

        Without it Wagtail takes a listing that was written live, in bulk, out of sight as soon as an edit is
        scheduled.
        """
        row = type(self).objects.get(pk=self.pk)
        self.live_revision = Revision.objects.create(
            content_object=row,
            base_content_type=row.get_base_content_type(),
            created_at=before.created_at - timedelta(milliseconds=1),
            content=row.serializable_data(),
            object_str=str(row),
        )
        type(self).objects.filter(pk=self.pk).update(live_revision=self.live_revision)

    @transaction.atomic
    def unpublish(self, *args, **kwargs):
        return super().unpublish(*args, **kwargs)

    def save_revision(self, user=None, edit: Edit | None = None, **kwargs):
        restate(self, edit or Edit(user=user), since=self._as_kept_last())
        return super().save_revision(user=user, **kwargs)

    def _as_kept_last(self) -> "Service":
        """The latest version, or where there is none what the database says."""
        if self.latest_revision:
            return self.with_content_json(self.latest_revision.content)
        return type(self).objects.get(pk=self.pk)

    def serializable_data(self):
        # Past Wagtail's mixin, which takes any AttributeError for a model without children: it would leave
        # them all out
        return to_store(type(self), ClusterableModel.serializable_data(self))

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):  # noqa: ARG003 - as in Wagtail
        content = to_load(cls, data, trusted=(*NOT_PART_OF_AN_EDIT, "latest_revision"))
        # Past Wagtail's mixin, as above. Without its check of each reference by a query of its own
        build = super(RevisionMixin, cls).from_serializable_data
        return content and build(content, check_fks=False, strict_fks=strict_fks)

    def belong_to(self, row: "Service") -> None:
        """Take over from the row what is no part of an edit."""
        for name in NOT_PART_OF_AN_EDIT:
            setattr(self, name, getattr(row, name))

    def with_content_json(self, content):
        """The listing as a revision has it, but for what is no part of an edit (DESIGN, trap 17)."""
        row = get_serializable_data_for_fields(self)
        return super().with_content_json({**content, **{name: row[name] for name in NOT_PART_OF_AN_EDIT}})

    def clean(self):
        super().clean()
        if (
            self.minimum_age is not None
            and self.maximum_age is not None
            and self.maximum_age < self.minimum_age
        ):
            raise ValidationError({"maximum_age": _("The oldest age is smaller than the youngest.")})
        if self.original_language not in settings.MODELTRANSLATION_LANGUAGES:
            raise ValidationError(_("The original language is not one of the languages of this site."))
        if not self.original_name.strip():
            raise ValidationError(_("Write the name in the original language."))
