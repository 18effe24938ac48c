from django.apps import AppConfig


class ReadershipConfig(AppConfig):
    name = "readership"

    def ready(self):
        from readership import counting, daily_steps  # noqa: PLC0415 - models are not ready before

        counting.connect()
        daily_steps.register()
