"""Addresses of the front page and the help page."""

from django.urls import path

from pages import views

urlpatterns = [
    path("", views.front, name="front"),
    path("help/", views.help_page, name="help"),
]
