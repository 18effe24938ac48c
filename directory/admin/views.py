"""Where the views of a listing differ from Wagtail's: whole transactions, and no version lost in silence."""

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    UnpublishView,
    WorkflowActionView,
)

from directory.actions.differences import Values, differences, values_of
from directory.actions.errors import Conflict, ListingError
from directory.actions.validation import validate
from directory.admin.log_actions import SAID_BY_OURS
from directory.language_question import ask_about_language


class WithoutAutosave:
    """Saving happens when somebody asks for it.

    Wagtail's autosave changes the content of a revision in place, so that its id no longer says which version
    an editor started from (DESIGN, trap 10).
    """

    def setup(self, *args, **kwargs):
        super().setup(*args, **kwargs)
        self.autosave_enabled = False


class AsksAboutLanguage:
    def save_instance(self):
        saved = super().save_instance()
        ask_about_language(self.request, self.form.new_texts)
        return saved


@method_decorator(transaction.atomic, name="post")
class ServiceCreateView(AsksAboutLanguage, WithoutAutosave, CreateView):
    pass


@method_decorator(transaction.atomic, name="post")
class ServiceEditView(AsksAboutLanguage, WithoutAutosave, EditView):
    """Refuses an edit of a version that is no longer the latest; what was typed stays in the form.

    The refusal leads to what the other person changed. The form then starts from that version: saving it once
    more is a decision.
    """

    @cached_property
    def is_out_of_date(self):
        # Wagtail believes whoever does not say which version she opened
        return bool(self.latest_revision) and (not self._loaded or super().is_out_of_date)

    @property
    def _loaded(self) -> str:
        return self.request.POST.get("loaded_revision_id", "")

    def is_valid(self, form):
        if self.is_out_of_date:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = format_html(
                '{} <a href="{}">{}</a>', Conflict.message, self._comparison_url, _("See what was changed")
            )
            return False
        return super().is_valid(form)

    @property
    def _comparison_url(self) -> str:
        """From the version the person opened, or else the first one, to the latest."""
        known = self._loaded.isdecimal() and self.object.revisions.filter(pk=self._loaded).exists()
        versions = (self._loaded if known else "earliest", self.latest_revision.pk)
        return reverse(self.revisions_compare_url_name, args=[self.object.pk, *versions])


class WithValues:
    def values_of(self, instance: models.Model) -> Values:
        """What the history keeps of it."""
        return values_of(instance)


@method_decorator(transaction.atomic, name="post")
class NamedCreateView(WithValues, CreateView):
    """The history says what it was made with."""

    def save_instance(self):
        instance = self.form.save()
        made = differences({}, self.values_of(instance))
        log(instance, "wagtail.create", content_changed=True, data=made)
        ask_about_language(self.request, self.form.new_texts)
        return instance


@method_decorator(transaction.atomic, name="post")
class NamedEditView(WithValues, EditView):
    """The history says what each field was before: these have no versions."""

    def save_instance(self):
        before = self.values_of(self.model.objects.select_for_update().get(pk=self.object.pk))
        instance = self.form.save()
        self.has_content_changes, self.new_revision = self.form.has_changed(), None
        changed = differences(before, self.values_of(instance))
        log(instance, "wagtail.edit", content_changed=self.has_content_changes, data=changed)
        ask_about_language(self.request, self.form.new_texts)
        return instance


@method_decorator(transaction.atomic, name="post")
class ServiceUnpublishView(UnpublishView):
    """Wagtail sends its signal after the row is saved: both happen or neither."""


@method_decorator(transaction.atomic, name="post")
class ServiceWorkflowActionView(WorkflowActionView):
    """Refuses in words to approve an edit so old that it breaks rules of today."""

    def post(self, request, *args, **kwargs):
        if self.action_name == "approve":
            try:
                validate(self.task_state.revision.as_object())
            except ValidationError as error:
                return self._refuse(error)
        return super().post(request, *args, **kwargs)

    def _refuse(self, error: ValidationError):
        messages.error(self.request, " ".join([str(ListingError.message), *error.messages]))
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(self.request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)


@method_decorator(transaction.atomic, name="post")
class UnusedDeleteView(DeleteView):
    """Refuses to delete what others need, in words.

    Wagtail looks into its index of references, which knows nothing of rows that were written in bulk: the
    database is asked as well, and nobody is asked whether to delete what cannot be.
    """

    # Without DELETE, which would leave the question and the log out
    http_method_names = ["get", "head", "options", "post"]

    def get(self, request, *args, **kwargs):
        # Where Wagtail knows what needs it, its own page lists that
        if not (self.usage and self.usage.is_protected) and self._is_needed():
            return self._refused()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except ProtectedError:
            return self._refused()

    def _is_needed(self) -> bool:
        try:
            Collector(using=self.object._state.db, origin=self.object).collect([self.object])
        except ProtectedError:
            return True
        return False

    def _refused(self):
        messages.error(self.request, _("Something else needs it still. It was not deleted."))
        return redirect(self.edit_url_name, quote(self.object.pk))


class ServiceHistoryView(HistoryView):
    """What happened to a listing, each time once: Wagtail writes down some of it as well."""

    def get_base_queryset(self):
        return super().get_base_queryset().exclude(action__in=SAID_BY_OURS)
