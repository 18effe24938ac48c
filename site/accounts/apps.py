from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts import daily_steps, receivers  # noqa: PLC0415 - models are not ready before

        receivers.connect()
        daily_steps.register()
