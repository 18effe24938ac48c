from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self):
        from directory import daily_steps, receivers  # noqa: PLC0415 - models are not ready before
        from directory.models import Location, Picture  # noqa: PLC0415
        from directory.moderation import set_up_moderation  # noqa: PLC0415

        for model in self.get_models():
            # Nothing asks where a listing is used, and keeping the answer costs more than saving the listing;
            # where a picture is used is asked before it is deleted
            model.wagtail_reference_index_ignore = model not in (Location, Picture)
        receivers.connect()
        daily_steps.register()
        post_migrate.connect(set_up_moderation, sender=self)
