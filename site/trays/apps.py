from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TraysConfig(AppConfig):
    name = "trays"

    def ready(self):
        from trays import daily_steps, receivers  # noqa: PLC0415 - models are not ready before
        from trays.groups import let_coordinators_keep_trays  # noqa: PLC0415

        daily_steps.register()
        receivers.connect()
        post_migrate.connect(let_coordinators_keep_trays, sender=self)
