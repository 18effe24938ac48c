"""The test suite: a database and an index of its own, static files without a manifest."""

import atexit
import shutil
import tempfile
from pathlib import Path

from config.elasticsearch_address import Elasticsearch
from config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
DATA_FOLDER = Path(tempfile.mkdtemp(prefix="tarjotin-test-"))
atexit.register(shutil.rmtree, DATA_FOLDER, ignore_errors=True)
ELASTICSEARCH = Elasticsearch()
SEARCH_INDEX_FOLDER = DATA_FOLDER / "index"
# Only tests of meaning pay for the vocabulary and the model
SEARCH_WITHOUT = ("meaning", "topics", "dictionary")
MEDIA_ROOT = DATA_FOLDER / "media"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
STORAGES = {
    "default": {"BACKEND": "tests.plugins.storage.KeptInMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Rows are rolled back after each test: a picture that a cache remembers would be gone
CACHES = CACHES | {"renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
