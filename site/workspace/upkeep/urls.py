"""Addresses below a partner's own: `/workspace/<organization>/…`."""

from django.urls import path

from workspace.upkeep import capacity, closed, feedback, numbers

urlpatterns = [
    path("closed/", closed.closed, name="closed"),
    path("room/", capacity.overview, name="capacities"),
    path("room/<slug:service>/", capacity.one, name="capacity"),
    path("feedback/", feedback.overview, name="feedback"),
    path("feedback/<int:pk>/", feedback.one, name="feedback_one"),
    path("numbers/", numbers.numbers, name="numbers"),
]
