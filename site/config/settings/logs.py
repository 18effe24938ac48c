"""What the log of every process says, and in which form."""

import environ

from config.environment import USUAL_LEVEL, known_level
from config.logs import FORMATS

env = environ.Env()

LOG_LEVEL = env.str("LOG_LEVEL", default="") or USUAL_LEVEL
LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "config.logs.PlainFormatter"},
        "json": {"()": "config.logs.JsonFormatter"},
    },
    "filters": {"without_path": {"()": "config.logs.WithoutPath"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_path"],
            "formatter": LOG_FORMAT if LOG_FORMAT in FORMATS else "plain",
        }
    },
    "root": {"handlers": ["console"], "level": known_level(LOG_LEVEL) or USUAL_LEVEL},
    # A line for every saved row otherwise
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        # Every request to Elasticsearch, and while it is away every attempt: search.failover says it once
        "elastic_transport": {"level": "ERROR"},
        # What was not found has its line from config.request_log
        "django.request": {"level": "ERROR"},
        # A name that is not served, too: whoever scans the net would fill the log
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        # Once the site is loaded, into the same log in the same form
        "gunicorn.error": {"propagate": True},
    },
}
