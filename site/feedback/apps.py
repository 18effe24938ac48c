from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"

    def ready(self):
        from feedback import daily_steps  # noqa: PLC0415 - models are not ready before

        daily_steps.register()
