"""Addresses of feedback. Codes stand behind the question mark: no log keeps them."""

from django.urls import path

from feedback import views

urlpatterns = [
    path("feedback/", views.give, name="feedback"),
    path("feedback/answer/", views.read_answer, name="feedback_answer"),
]
