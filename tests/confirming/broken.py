"""A mail server that is away."""

from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages):  # noqa: ARG002 - as Django calls it
        raise ConnectionRefusedError
