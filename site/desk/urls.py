"""Addresses of the desk, below `/admin/desk/`."""

from django.urls import path

from desk.views import (
    alerts,
    coverage,
    items,
    ledger_calendar,
    log,
    networks,
    partners,
    partnerships,
    queue,
    unmet,
    who,
)

urlpatterns = [
    path("desk/queue/", queue.queue, name="desk_queue"),
    path("desk/queue/<slug:what>/<int:number>/", items.item, name="desk_item"),
    path("desk/partners/", partners.partner_list, name="desk_partners"),
    path("desk/partners/<int:number>/", partners.partner, name="desk_partner"),
    path("desk/partners/<int:number>/merge/", partners.merge, name="desk_merge"),
    path("desk/partnerships/", partnerships.partnership_list, name="desk_partnerships"),
    path("desk/partnerships/table.xlsx", partnerships.partnership_table, name="desk_partnership_table"),
    path("desk/partnerships/new/", partnerships.new_partnership, name="desk_new_partnership"),
    path("desk/partnerships/calendar/", ledger_calendar.calendar_address, name="desk_calendar"),
    path("desk/partnerships/<int:number>/", partnerships.partnership, name="desk_partnership"),
    path("desk/networks/", networks.network_list, name="desk_networks"),
    path("desk/networks/<int:number>/", networks.network, name="desk_network"),
    path("desk/networks/<int:number>/mailing-list/", networks.mailing_list, name="desk_mailing_list"),
    path("desk/who/", who.who, name="desk_who"),
    path("desk/alerts/", alerts.alert_list, name="desk_alerts"),
    path("desk/alerts/new/", alerts.new_alert, name="desk_alert_new"),
    path("desk/alerts/<int:number>/", alerts.alert, name="desk_alert"),
    path("desk/alerts/<int:number>/end/", alerts.end, name="desk_end_alert"),
    path("desk/log/", log.log, name="desk_log"),
    path("desk/log/table.csv", log.log_table, name="desk_log_table"),
    path("desk/languages/", coverage.coverage, name="desk_coverage"),
    path("desk/missing/", unmet.unmet, name="desk_unmet"),
    path("desk/missing/<int:number>/close/", unmet.close, name="desk_close_gap"),
]
