"""Addresses of the desk that are shared with whoever is to see them."""

from django.urls import path

from desk.views import ledger_calendar, unmet

urlpatterns = [
    path("missing/<str:key>/", unmet.missing, name="missing"),
    path("partnerships/<str:key>.ics", ledger_calendar.partnership_calendar, name="partnership_calendar"),
]
