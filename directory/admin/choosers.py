"""The windows in which an object is chosen: for those who may see such objects. They name drafts too."""

from django.core.exceptions import PermissionDenied
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import chooser

SEEING = ("add", "change", "delete", "view")


class SeenOnly:
    """A view of a chooser, refused to staff who see no such object elsewhere. Wagtail shows it to all."""

    def dispatch(self, request, *args, **kwargs):
        if not ModelPermissionPolicy(self.model_class).user_has_any_permission(request.user, SEEING):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ChooseView(SeenOnly, chooser.ChooseView):
    pass


class ChooseResultsView(SeenOnly, chooser.ChooseResultsView):
    pass


class ChosenView(SeenOnly, chooser.SnippetChosenView):
    pass


class ChosenMultipleView(SeenOnly, chooser.SnippetChosenMultipleView):
    pass


class ChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
