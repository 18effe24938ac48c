from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self):
        from desk import daily_steps, receivers  # noqa: PLC0415 - models are not ready before

        receivers.connect()
        daily_steps.register()
