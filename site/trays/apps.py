from django.apps import AppConfig


class TraysConfig(AppConfig):
    name = "trays"

    def ready(self):
        from trays import daily_steps  # noqa: PLC0415 - models are not ready before

        daily_steps.register()
