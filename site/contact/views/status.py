"""What became of a request, by its code: right after it was sent, and later."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contact import limits
from contact.codes import LONGEST_KEY, digest_of
from contact.crisis import crisis_lines, themes_of_danger, without_emergency
from contact.models import HelpRequest
from contact.reading import Receipt
from directory.reading.helplines import helpline_cards
from trays.privacy import secret


@require_safe
@secret
def status(request: HttpRequest) -> HttpResponse:
    """Without a code, where to write it."""
    written = request.GET.get("code", "")[:LONGEST_KEY]
    is_allowed = not written or not limits.GUESSES.is_reached(request)
    found = _by_code(written) if written and is_allowed else None
    if written and is_allowed and found is None:
        limits.GUESSES.count(request)
    receipt = Receipt(found) if found else None
    danger = _danger(receipt) if receipt and "new" in request.GET else ()
    helplines = helpline_cards(timezone.now())
    context = {
        "written": written,
        "is_allowed": is_allowed,
        "is_new": "new" in request.GET,
        "receipt": receipt,
        "is_danger": bool(danger),
        "crisis_lines": crisis_lines(danger, timezone.now()) if danger else [],
        "helplines": without_emergency(helplines) if danger else helplines,
    }
    return render(request, "contact/status.html", context, status=200 if is_allowed else 429)


def _by_code(written: str) -> HelpRequest | None:
    digest = digest_of(written)
    found = HelpRequest.objects.told().select_related("unit__organization", "unit__helpline")
    return found.filter(code_digest=digest).first() if digest else None


def _danger(receipt: Receipt) -> tuple[str, ...]:
    contents = receipt.contents
    return themes_of_danger([contents.words], contents.topics) if contents else ()
