"""Addresses of the desk, below `/admin/desk/`."""

from django.urls import path

from desk.views import items, queue

urlpatterns = [
    path("desk/queue/", queue.queue, name="desk_queue"),
    path("desk/queue/<slug:what>/<int:number>/", items.item, name="desk_item"),
]
