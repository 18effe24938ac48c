"""What stands in the addresses of routes: one place for the arguments of all of them."""

from dataclasses import dataclass
from typing import Self

from django.urls import reverse

from audit.choices import Act
from audit.models import Entry
from tests.isolation.joining import TOKENS
from tests.isolation.people import Person
from tests.isolation.world import World


@dataclass(frozen=True)
class Arguments:
    by_name: dict[str, object]
    by_route: dict[str, dict]
    whole: dict[str, str]

    @classmethod
    def of(cls, world: World) -> Self:
        return cls(_by_name(world), _by_route(world), _whole(world))

    def value(self, route: str, name: str) -> object:
        """What stands for an argument of a route."""
        for beginning, values in self.by_route.items():
            if route.startswith(beginning) and name in values:
                return values[name]
        return self.by_name[name]


def _by_name(world: World) -> dict[str, object]:
    """Wherever an argument of this name means the same."""
    return {
        "page_id": world.page.pk,
        "page_pk": world.page.pk,
        "page_to_move_id": world.page.pk,
        "parent_page_id": world.guides.pk,
        "destination_id": world.guides.pk,
        "content_type_app_name": "pages",
        "content_type_model_name": "articlepage",
        "app_label": "pages",
        "model_name": "articlepage",
        "app_name": "taggit",
        "action_name": "approve",
        "task_state_id": world.task_state.pk,
        "workflow_state_id": world.task_state.workflow_state_id,
        "workflow_pk": world.workflow.pk,
        "task_id": world.task.pk,
        "image_id": world.picture.pk,
        "document_id": world.document.pk,
        "doc_id": world.document.pk,
        "uploaded_file_id": world.upload.pk,
        "collection_id": world.collection.pk,
        "filter_spec": "width-100",
        "session_id": 1,
        "provider_id": "city",
        "object_id": world.page.pk,
        "section": "services",
        "uidb64": "MQ",
        "token": "set-password",
        "revision_id": world.waiting_page.latest_revision_id,
    }


def _by_route(world: World) -> dict[str, dict]:
    """Where it means something else: by the beginning of the route's name, the first that fits."""
    return {
        "wagtailadmin_api:pages:": {"pk": world.page.pk, "action_name": "publish"},
        "wagtailadmin_api:images:": {"pk": world.picture.pk},
        "wagtailadmin_api:documents:": {"pk": world.document.pk},
        "wagtailadmin_pages:revisions_": {"page_id": world.waiting_page.pk},
        "wagtailadmin_collections:": {"pk": world.collection.pk},
        "wagtailadmin_workflows:edit_task": {"pk": world.task.pk},
        "wagtailadmin_workflows:disable_task": {"pk": world.task.pk},
        "wagtailadmin_workflows:enable_task": {"pk": world.task.pk},
        "wagtailadmin_workflows:add_task": {
            "app_label": "directory",
            "model_name": "moderationtask",
        },
        "wagtailadmin_workflows:": {"pk": world.workflow.pk},
        "wagtailadmin_tag_model_autocomplete": {"model_name": "tag"},
        "wagtailsnippets_directory_service:": {
            "pk": world.waiting.pk,
            "revision_id": world.waiting.latest_revision_id,
        },
        "wagtailsnippetchoosers_directory_service:": {"pk": world.live.pk},
        "wagtailsnippets_directory_organization:": {"pk": world.organization.pk},
        "wagtailsnippetchoosers_directory_organization:": {"pk": world.organization.pk},
        "wagtailsnippets_directory_location:": {"pk": world.place.pk},
        "wagtailsnippetchoosers_directory_location:": {"pk": world.place.pk},
        "wagtailsnippets_directory_taxonomyterm:": {"pk": world.topic.pk},
        "wagtailsnippetchoosers_directory_taxonomyterm:": {"pk": world.topic.pk},
        "wagtailsnippets_directory_network:": {"pk": world.network.pk},
        "wagtailsnippetchoosers_directory_network:": {"pk": world.network.pk},
        "wagtailsnippets_directory_helpline:": {"pk": world.helpline.pk},
        "wagtailsnippetchoosers_directory_helpline:": {"pk": world.helpline.pk},
        "wagtailsnippets_pages_publisher:": {"pk": world.publisher.pk},
        "wagtailsnippetchoosers_pages_publisher:": {"pk": world.publisher.pk},
        "mfa_remove_webauthn": {"pk": world.passkey.pk},
        "invitation": {"token": TOKENS["invitation"]},
        "vouch": {"token": TOKENS["vouch"]},
        "enter": {"token": "invented"},
        "wagtailusers_users:": {"pk": world.people[Person.NOBODY].pk},
        "wagtailusers_groups:": {"pk": world.group.pk},
        "wagtailsites:": {"pk": world.site.pk},
        "wagtaildocs_chooser:": {"pk": world.document.pk},
        "wagtailimages_chooser:": {"pk": world.picture.pk},
        "workspace:remove_person": {"organization": world.organization.slug, "number": world.colleague.pk},
        "workspace:hand_over": {"organization": world.organization.slug, "number": world.colleague.pk},
        "workspace:take_back": {"organization": world.organization.slug, "number": world.invitation.pk},
        "workspace:cancel_in_room": {
            "organization": world.organization.slug,
            "slug": world.in_room.slug,
        },
        "workspace:capacity": {"service": world.live.slug},
        "workspace:feedback": {"pk": world.feedback.pk},
        "feedback_admin": {"pk": world.feedback.pk},
        "workspace:version": {
            "organization": world.organization.slug,
            "slug": world.live.slug,
            "number": world.live.revisions.earliest("pk").pk,
        },
        "checking:": {"slug": world.live.slug, "code": "so"},
        "workspace:place": {"organization": world.organization.slug, "slug": world.own_place.slug},
        "workspace:easy": {
            "organization": world.organization.slug,
            "slug": world.live.slug,
            "code": "fi",
        },
        "workspace:": {
            "organization": world.organization.slug,
            "slug": world.live.slug,
            "section": "basics",
            "what": "confirm",
            "number": 0,
            "code": "so",
        },
        "receiving_unit": {"pk": world.unit.pk},
        "receiving_": {"number": world.help_request.pk, "act": "open"},
        "desk_item": {"what": "review", "number": world.waiting.pk},
        "desk_close_gap": {"number": world.gap.pk},
        "desk_partnership": {"number": world.partnership.pk},
        "desk_network": {"number": world.network.pk},
        "desk_mailing_list": {"number": world.network.pk},
        "partnership_calendar": {"key": world.calendar_key},
        "desk_alert": {"number": world.alert.pk},
        "desk_end_alert": {"number": world.alert.pk},
        "desk_figure": {"code": "searches"},
        "desk_fault": {"kind": "link", "number": world.finding.pk},
        "desk_log_entry": {"number": _entry_about(world.waiting.pk)},
        "desk_": {"number": world.organization.pk},
        "missing": {"key": world.gap.key},
        "tray_edit": {"key": world.tray.key},
        "wagtailsnippets_trays_readytray:": {"pk": world.ready_tray.pk},
        "wagtailsnippetchoosers_trays_readytray:": {"pk": world.ready_tray.pk},
        "ready_tray": {"slug": world.ready_tray.slug},
        "tray": {"key": world.tray.reading_key},
        "service": {"slug": world.live.slug},
        "organization": {"slug": world.organization.slug},
        "network": {"slug": world.network.slug},
        "place": {"slug": world.place.slug},
    }


def _entry_about(listing: int) -> int:
    """One that knows the version that was sent to review."""
    sent = Entry.objects.filter(act=Act.SUBMITTED, object_type="directory.service", object_id=str(listing))
    return sent.latest("pk").pk


def _whole(world: World) -> dict[str, str]:
    """Where the route is an expression, or asks for more than its arguments."""
    return {
        "wagtailadmin_pages:revisions_compare": reverse(
            "wagtailadmin_pages:revisions_compare", args=[world.waiting_page.pk, "earliest", "latest"]
        ),
        "wagtailsnippets_directory_service:revisions_compare": reverse(
            "wagtailsnippets_directory_service:revisions_compare",
            args=[world.waiting.pk, "earliest", "latest"],
        ),
        "wagtailadmin_api:pages:find": f"/admin/api/main/pages/find/?id={world.page.pk}",
        "wagtailadmin_api:images:find": f"/admin/api/main/images/find/?id={world.picture.pk}",
        "wagtail_bulk_action": f"/admin/bulk/wagtailcore/page/delete/?id={world.page.pk}",
        "closed": "/admin/documents/",
        "admin/^.*/$": "/admin/nothing-of-this-name/",
        "wagtail_serve": f"/fi/guides/{world.page.slug}/",
        "picture": world.picture.widths()["webp"][0].url,
    }
