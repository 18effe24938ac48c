"""`manage.py erase_person her@example.org`: what would be erased of a person; with --erase it is."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from desk.erasing.person import Report, StillThereError, erase
from desk.filters import is_number


class Command(BaseCommand):
    help = "Erases a person everywhere. Without --erase it only says what it would do."

    def add_arguments(self, parser):
        parser.add_argument("person", help="her e-mail address, or the number of her account")
        parser.add_argument(
            "--phone", action="append", default=[], help="a number of hers, as often as needed"
        )
        parser.add_argument("--erase", action="store_true", help="do it")

    def handle(self, *_args, person: str, phone: list[str], erase: bool, **_options):
        report = _run(_found(person), tuple(phone), is_kept=erase)
        for what, number in sorted(report.items()):
            if number:
                self.stdout.write(f"{what}: {number}")
        self.stdout.write("Erased." if erase else "Nothing was changed. With --erase these rows are.")


def _found(person: str) -> User:
    by = {"pk": int(person)} if is_number(person) else {"email__iexact": person}
    if (user := User.objects.filter(**by).first()) is None:
        raise CommandError("Nobody here has this address or number.")
    return user


def _run(user: User, phones: tuple[str, ...], *, is_kept: bool) -> Report:
    """A rehearsal does all of it and takes it back."""
    try:
        with transaction.atomic():
            report = erase(user, phones)
            transaction.set_rollback(not is_kept)
    except StillThereError as error:
        raise CommandError(f"Nothing was erased: something of her would be left in {error}.") from error
    return report
