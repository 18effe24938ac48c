from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self):
        from search import checks  # noqa: F401, PLC0415
        from search.indexing import receivers  # noqa: PLC0415
        from search.logbook import daily_steps, noting  # noqa: PLC0415

        receivers.connect()
        noting.connect()
        daily_steps.register()
