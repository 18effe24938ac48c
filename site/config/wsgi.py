"""The WSGI entry point: `gunicorn --pythonpath site config.wsgi`."""

import os

import django
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup()

from django.conf import settings  # noqa: E402

from config.checks import require_valid_settings  # noqa: E402
from search.engines import get_engine  # noqa: E402
from search.workers import start_in_background  # noqa: E402

require_valid_settings()
application = get_wsgi_application()
# Loaded after the fork: each process follows the index and has a worker; one works, the others stand by
get_engine().follow()
if settings.SEARCH_WORKER_IN_WEB:
    start_in_background()
