from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self):
        from config import checks, theme_checks  # noqa: F401, PLC0415
        from config.starters import take_scripts_out_of_choosers  # noqa: PLC0415

        take_scripts_out_of_choosers()
