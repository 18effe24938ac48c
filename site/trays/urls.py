"""Addresses of trays: `t/` is read by whoever has the key, `tray/` is the maker's."""

from django.urls import path

from trays.views import adding, home, making, reading, ready

urlpatterns = [
    path("tray/", home.trays, name="trays"),
    path("tray/add/", adding.add, name="tray_add"),
    path("tray/ready/<slug:slug>/", ready.ready_tray, name="ready_tray"),
    path("tray/<str:key>/", making.edit, name="tray_edit"),
    path("t/<str:key>/", reading.tray, name="tray"),
    path("t/<str:key>/calendar.ics", reading.calendar, name="tray_calendar"),
]
