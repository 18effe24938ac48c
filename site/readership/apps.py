from django.apps import AppConfig


class ReadershipConfig(AppConfig):
    name = "readership"

    def ready(self):
        from readership import counting, daily_steps, finding  # noqa: PLC0415 - models are not ready before

        counting.connect()
        finding.connect()
        daily_steps.register()
