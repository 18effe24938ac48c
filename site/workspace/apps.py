from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "workspace"

    def ready(self):
        from workspace import daily_steps  # noqa: PLC0415 - models are not ready before

        daily_steps.register()
