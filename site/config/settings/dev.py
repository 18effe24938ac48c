"""A checkout on one's own machine: embedded database and engine. What `script/server` and `manage.py` use."""

from config.settings.base import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
