"""Addresses of the desk, below `/admin/desk/`."""

from django.urls import path

from desk.views import alerts, coverage, items, partners, queue, unmet

urlpatterns = [
    path("desk/queue/", queue.queue, name="desk_queue"),
    path("desk/queue/<slug:what>/<int:number>/", items.item, name="desk_item"),
    path("desk/partners/", partners.partner_list, name="desk_partners"),
    path("desk/partners/<int:number>/", partners.partner, name="desk_partner"),
    path("desk/partners/<int:number>/merge/", partners.merge, name="desk_merge"),
    path("desk/alerts/", alerts.alert_list, name="desk_alerts"),
    path("desk/alerts/new/", alerts.new_alert, name="desk_alert_new"),
    path("desk/alerts/<int:number>/", alerts.alert, name="desk_alert"),
    path("desk/alerts/<int:number>/end/", alerts.end, name="desk_end_alert"),
    path("desk/languages/", coverage.coverage, name="desk_coverage"),
    path("desk/missing/", unmet.unmet, name="desk_unmet"),
    path("desk/missing/<int:number>/close/", unmet.close, name="desk_close_gap"),
]
