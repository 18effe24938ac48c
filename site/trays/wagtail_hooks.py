"""What trays add to Wagtail's admin: ready-made ones; everything is in `trays.admin`."""

from wagtail.snippets.models import register_snippet

from trays.admin.viewsets import ReadyTrayViewSet

register_snippet(ReadyTrayViewSet)
