from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "contact"

    def ready(self):
        from contact import daily_steps, receivers  # noqa: PLC0415 - models are not ready before

        daily_steps.register()
        receivers.register()
