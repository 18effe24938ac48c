"""Say which languages a person checks for all partners."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import letters
from accounts.mail import send_later
from accounts.models import User
from audit.choices import Act
from audit.recording import record
from directory.models import LanguageChecker
from directory.permissions import can_set_standing


@transaction.atomic
def name_checker(email: str, codes: Iterable[str], user) -> User:
    """Give a person these languages in place of those before; none ends her part, and her session with it.

    Who is new here gets an account, and a mail in the first of the languages that says how to sign in.
    """
    if not can_set_standing(user):
        raise PermissionDenied
    codes = list(dict.fromkeys(codes))
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        language = {"interface_language": codes[0]} if codes else {}
        person = User.objects.create_user(email, **language)
    known = set(person.checks_languages.values_list("language_code", flat=True))
    person.checks_languages.exclude(language_code__in=codes).delete()
    new = [code for code in codes if code not in known]
    LanguageChecker.objects.bulk_create(
        LanguageChecker(user=person, language_code=code, given_by=user) for code in new
    )
    for act, changed in ((Act.ROLE_GIVEN, new), (Act.ROLE_ENDED, sorted(known - set(codes)))):
        if changed:
            record(act, person, person=user, role="language checker", languages=changed)
    if new:
        send_later(letters.checks_languages(new), to=person.email, language=person.language_code)
    return person
