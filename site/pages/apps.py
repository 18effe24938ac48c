from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self):
        from pages import receivers  # noqa: PLC0415 - models are not loaded before
        from pages.admin.panels import set_edit_handlers  # noqa: PLC0415
        from pages.finding import find_guides  # noqa: PLC0415
        from pages.groups import set_up_content_editors  # noqa: PLC0415
        from search.pages import guides  # noqa: PLC0415

        guides.register(find_guides)
        post_migrate.connect(set_up_content_editors, sender=self)
        receivers.connect()
        set_edit_handlers()
