"""The site as a WSGI application, with all that every process needs and that may be loaded before a fork."""

import os

import django
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup()

from django.conf import settings  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from django.utils import timezone  # noqa: E402

from config.checks import require_valid_settings  # noqa: E402
from directory.dates.public_holidays import is_public_holiday  # noqa: E402
from readership import counting, finding  # noqa: E402
from search.duties.workers import start_in_background  # noqa: E402
from search.engines import get_engine  # noqa: E402
from search.logbook import writing  # noqa: E402
from search.understanding import get_pieces  # noqa: E402
from search.understanding.conditions.word_lists import word_lists  # noqa: E402
from search.understanding.danger import tells_of_danger  # noqa: E402


def begin() -> None:
    """Start what runs beside the requests of a process: following the index, counting, and workers."""
    get_engine().follow()
    counting.start_in_background()
    finding.start_in_background()
    writing.start_in_background()
    if settings.SEARCH_WORKER_IN_WEB:
        start_in_background()


def _prepare() -> None:
    """Make once what the first readers would make in each thread of each process, all at a time: a second."""
    _ = get_resolver().url_patterns
    word_lists()
    get_pieces()
    for text in ("a", "ä"):  # with marks or without: other lists
        tells_of_danger(text)
    is_public_holiday(timezone.localdate())


require_valid_settings()
application = get_wsgi_application()
_prepare()
