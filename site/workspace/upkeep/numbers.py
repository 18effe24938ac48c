"""How often a partner's listings were shown, and how it went for families that were sent there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from readership.reading import month_of, months_until, rows_of
from workspace.partners import Partner, for_partner
from workspace.upkeep.outcomes import outcome_lines


@for_partner
@require_safe
def numbers(request: HttpRequest, partner: Partner) -> HttpResponse:
    """One month, `?month=2026-03`, this one without."""
    today = timezone.localdate()
    month = month_of(request.GET.get("month", ""), today)
    context = {
        "partner": partner,
        "months": months_until(today, month),
        "rows": rows_of(partner.organization, month, get_language()),
        "outcomes": outcome_lines(partner, today),
    }
    return render(request, "workspace/upkeep/numbers.html", context)
