from django.apps import AppConfig


class ConfirmingConfig(AppConfig):
    name = "confirming"

    def ready(self):
        from confirming import daily_steps  # noqa: PLC0415 - models are not ready before

        daily_steps.register()
