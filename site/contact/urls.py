"""Addresses of help: `help/requests/` is the receivers'. Codes stand behind the question mark."""

from django.urls import path

from contact.views import asking, receiving, status

urlpatterns = [
    path("help/", asking.help_page, name="help"),
    path("help/status/", status.status, name="help_status"),
    path("help/requests/", receiving.waiting, name="receiving"),
    path("help/requests/<int:number>/", receiving.one, name="receiving_one"),
    path("help/requests/<int:number>/<slug:act>/", receiving.act, name="receiving_act"),
]
