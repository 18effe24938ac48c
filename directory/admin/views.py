"""Where the views of a listing differ from Wagtail's: whole transactions, and no version lost in silence."""

from django.db import transaction
from django.utils.decorators import method_decorator
from wagtail.snippets.views.snippets import CreateView, EditView, UnpublishView

from directory.actions.errors import Conflict


class WithoutAutosave:
    """Saving happens when somebody asks for it.

    Wagtail's autosave changes the content of a revision in place, so that its id no longer says which version
    an editor started from (DESIGN, trap 10).
    """

    def setup(self, *args, **kwargs):
        super().setup(*args, **kwargs)
        self.autosave_enabled = False


@method_decorator(transaction.atomic, name="post")
class ServiceCreateView(WithoutAutosave, CreateView):
    pass


@method_decorator(transaction.atomic, name="post")
class ServiceEditView(WithoutAutosave, EditView):
    """Refuses an edit of a version that is no longer the latest; what was typed stays in the form."""

    def is_valid(self, form):
        if self.is_out_of_date:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = str(Conflict.message)
            return False
        return super().is_valid(form)


@method_decorator(transaction.atomic, name="post")
class ServiceUnpublishView(UnpublishView):
    """Wagtail sends its signal after the row is saved: both happen or neither."""
