"""`manage.py sign_in_link her@example.org`: a link that signs her in, once, within a quarter of an hour."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from accounts.one_time_links import token_for
from audit.choices import Act
from audit.recording import record


class Command(BaseCommand):
    help = "Prints a link by which a person signs in once, within 15 minutes."

    def add_arguments(self, parser):
        parser.add_argument("address", help="the person's e-mail address")
        parser.add_argument("--superuser", action="store_true", help="make her a superuser first")
        parser.add_argument(
            "--forget-second-step", action="store_true", help="she has lost hers and adds a new one"
        )

    def handle(self, *, address, superuser, forget_second_step, **_options):
        user = _superuser(address) if superuser else _person(address)
        if forget_second_step:
            user.authenticator_set.all().delete()
            record(Act.STEP_REMOVED, user, how="sign_in_link")
        with override(user.language_code):
            path = reverse("enter", args=[token_for(user)])
        self.stdout.write(f"{settings.SITE_URL.rstrip('/')}{path}")


def _person(address: str) -> User:
    user = User.objects.with_business().filter(email__iexact=address).first()
    if user is None:
        raise CommandError(
            f"Nobody with the address {address} may sign in. --superuser makes her a superuser."
        )
    return user


def _superuser(address: str) -> User:
    try:
        validate_email(address)
    except ValidationError as error:
        raise CommandError(f"Not an e-mail address: {address}") from error
    user = User.objects.filter(email__iexact=address).first()
    if user is None:
        user = User.objects.create_superuser(address)
    user.is_active = user.is_staff = user.is_superuser = True
    user.save(update_fields=["is_active", "is_staff", "is_superuser"])
    record(Act.ROLE_GIVEN, user, role="superuser", how="sign_in_link")
    return user
