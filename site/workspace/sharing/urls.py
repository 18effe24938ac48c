"""Addresses below a partner's own: `/workspace/<organization>/shared/…`."""

from django.urls import path

from workspace.sharing import views

urlpatterns = [
    path("shared/", views.shared, name="shared"),
    path("shared/<slug:slug>/answer/", views.answer, name="answer_role"),
    path("shared/<slug:slug>/cancel/", views.cancel, name="cancel_in_room"),
]
