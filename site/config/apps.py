from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self):
        from config import checks, theme_checks  # noqa: F401, PLC0415
