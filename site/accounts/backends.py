"""Who is signed in: nobody by a password, and only as long as there is something to do here."""

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User


class PeopleBackend(ModelBackend):
    def authenticate(self, request: HttpRequest | None, **credentials) -> None:
        """No password opens anything."""

    def get_user(self, user_id: int) -> User | None:
        """The person of a session: a session ends with the last role, and when she is deactivated."""
        return User.objects.with_business().filter(pk=user_id).first()
