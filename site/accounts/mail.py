"""Mails: few words, one button, as text and as HTML, in the language of whoever gets them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, override


@dataclass(frozen=True)
class Letter:
    """`code` is shown large; `button` and `url` belong together. Built in the language it is read in."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str = ""
    url: str = ""
    code: str = ""
    after: tuple[str, ...] = ()


def send(
    write: Callable[[], Letter], *, to: str, language: str, files: Sequence[tuple[str, str | bytes, str]] = ()
) -> None:
    """Send what `write` says in a language. Files have a name, what is in them, and a type."""
    with override(language):
        letter = write()
        context = {"letter": letter, "code": language, "is_rtl": get_language_info(language)["bidi"]}
        text = render_to_string("accounts/letter.txt", context)
        html = render_to_string("accounts/letter.html", context)
    # A name of an organisation may hold anything; a subject is one line
    mail = EmailMultiAlternatives(" ".join(letter.subject.split()), text, to=[to])
    mail.attach_alternative(html, "text/html")
    for file in files:
        mail.attach(*file)
    mail.send()


def send_later(write: Callable[[], Letter], *, to: str, language: str) -> None:
    """Send it once the change it tells of is in the database; a mail server that is away undoes nothing."""
    transaction.on_commit(partial(send, write, to=to, language=language), robust=True)
