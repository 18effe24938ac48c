from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self):
        from wagtail.models import ModelLogEntry, PageLogEntry  # noqa: PLC0415 - models are not ready before

        from audit import daily_steps, door, history  # noqa: PLC0415

        connection_created.connect(door.teach)
        for log in (ModelLogEntry, PageLogEntry):
            post_save.connect(history.on_logged, sender=log)
        daily_steps.register()
