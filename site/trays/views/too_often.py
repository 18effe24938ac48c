"""What is told to whoever makes or tries too many trays: to wait, and whom to call meanwhile."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.reading.helplines import helpline_cards
from guarding.limits import Limit


def too_often(request: HttpRequest, limit: Limit) -> HttpResponse:
    context = {"is_too_often": True, "helplines": helpline_cards(timezone.now())}
    response = render(request, "trays/not_here.html", context, status=429)
    response["Retry-After"] = str(limit.seconds)
    return response
