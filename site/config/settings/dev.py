"""A checkout on one's own machine: embedded database and engine. What `script/server` and `manage.py` use."""

from config.settings.base import *  # noqa: F403

# Passkeys are tried on one's own machine, without TLS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
