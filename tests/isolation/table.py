"""Who gets what at which route: a row for each, or for each group of routes that are alike.

A new route needs a line here. Wagtail's are grouped by what they are part of; `names` spells their names out
from a common beginning.
"""

from dataclasses import dataclass, field

from tests.isolation.people import STAFF, Person
from tests.isolation.profiles import (
    ANSWERED_BY_PARTNER,
    ANY,
    ASKS_ONLY,
    BULK,
    CHOOSER,
    CLOSED_LINK,
    DELETION,
    ENTRANCE,
    EXIT,
    FAILS,
    FINDS,
    FIRST_STEP,
    FORM,
    FORM_FROM_HERE,
    FORM_OF_ALL,
    FORM_OF_PARTNER,
    GONE,
    GUARDED,
    IN_USE,
    KEYED,
    LEADS_ON,
    LIMITED_STEP,
    NEVER_WAS,
    NOWHERE,
    OF_OTHER_UNIT,
    OF_PARTNER,
    ONCE_MORE,
    OPEN_FORM,
    POSTED,
    PRESSED_BY_OWNERS,
    PRESSED_BY_PARTNER,
    PREVIEW,
    PUBLIC,
    READ,
    READ_BY_EDITORS,
    SEEN,
    SENT_BY_PARTNER,
    STEP,
    TO_SIGN_IN,
    WAY_OUT,
    Profile,
    refusal_of,
)

EVERYBODY = tuple(Person)
#: The people of the partner whose workspace it is; whatever both may do is tried by the editor first
PEOPLE = (Person.EDITOR, Person.OWNER)
OTHER_PEOPLE = (Person.OTHER_EDITOR, Person.OTHER_OWNER)
#: People who work here and are no staff
WORKERS = (*PEOPLE, *OTHER_PEOPLE, Person.RECEIVER, Person.CHECKER)
#: Whose session lasts: not that of somebody without any role of today
SIGNED_IN = (*WORKERS, *STAFF)
#: These are stopped at the door of the admin, before what is there or not
UNLESS_PARTNER = tuple(person for person in Person if person not in WORKERS)
COORDINATORS = (Person.COORDINATOR, Person.SUPERUSER)
WRITERS = (Person.CONTENT, Person.SUPERUSER)
SUPERUSER = (Person.SUPERUSER,)


@dataclass(frozen=True)
class Row:
    """`who` may use these routes, and how they answer; all others are refused, but for what `others` says."""

    who: tuple[Person, ...]
    how: Profile
    routes: tuple[str, ...]
    others: dict[Person, Profile] = field(default_factory=dict)

    def expected(self, person: Person) -> Profile:
        return self.how if person in self.who else self.others.get(person, refusal_of(person))


def names(text: str, beginning: str = "") -> tuple[str, ...]:
    return tuple(beginning + name for name in text.split())


def snippets(*models: str, routes: str) -> tuple[str, ...]:
    """The routes of objects that staff edit."""
    return tuple(name for model in models for name in names(routes, f"wagtailsnippets_{model}:"))


LISTING, PUBLISHER, READY = "directory_service", "pages_publisher", "trays_readytray"
ORGANIZATION, LOCATION, TERM, NETWORK, HELPLINE = (
    f"directory_{model}" for model in ("organization", "location", "taxonomyterm", "network", "helpline")
)
SHARED = (ORGANIZATION, LOCATION, TERM, NETWORK, HELPLINE)
ALL = (LISTING, PUBLISHER, READY, *SHARED)

PUBLIC_SITE = (
    Row(EVERYBODY, PUBLIC, names("front search suggestions today service guides wagtail_serve")),
    Row(EVERYBODY, PUBLIC, names("organizations organization networks network place family_centres")),
    Row(EVERYBODY, PUBLIC, names("about_languages for_professionals accessibility privacy")),
    Row(EVERYBODY, PUBLIC, names("feedback_answer help_status")),
    Row(EVERYBODY, FORM_FROM_HERE, names("help")),
    Row(EVERYBODY, FORM_OF_ALL, names("confirm feedback")),
    Row(EVERYBODY, PUBLIC, names("picture robots sitemap sitemap_section styleguide_schemes")),
    Row(STAFF, PUBLIC, names("styleguide")),
    Row(EVERYBODY, PUBLIC, names("trays tray_calendar")),
    # Whoever has the key in the address; the world's is given to all
    Row(EVERYBODY, KEYED, names("tray tray_edit")),
    # Whoever has the key, as for trays
    Row(EVERYBODY, PUBLIC, names("missing partnership_calendar")),
    # Only from a page of ours
    Row(EVERYBODY, GUARDED, names("tray_add")),
    Row(EVERYBODY, FORM_FROM_HERE, names("ready_tray")),
)
ENTRY = (
    Row(EVERYBODY, ENTRANCE, names("account_login account_request_login_code")),
    Row(EVERYBODY, STEP, names("account_confirm_login_code mfa_authenticate")),
    Row(EVERYBODY, LIMITED_STEP, names("mfa_login_webauthn")),
    Row(SIGNED_IN, ONCE_MORE, names("sign_in_again")),
    Row(EVERYBODY, WAY_OUT, names("account_logout")),
    Row(EVERYBODY, CLOSED_LINK, names("enter")),
    # Passwords open nothing, and nobody sets one
    Row(UNLESS_PARTNER, TO_SIGN_IN, names("wagtailadmin_login admin_login")),
    Row(
        UNLESS_PARTNER,
        GONE,
        names("reset reset_done reset_confirm reset_complete", "wagtailadmin_password_"),
    ),
    Row(UNLESS_PARTNER, ANY, names("wagtailadmin_sprite")),
    Row(UNLESS_PARTNER, READ, names("wagtailadmin_javascript_catalog")),
    Row(STAFF, EXIT, names("wagtailadmin_logout")),
)
OWN_ACCOUNT = (
    Row(SIGNED_IN, PUBLIC, names("account mfa_index mfa_list_webauthn")),
    Row(SIGNED_IN, FORM_OF_ALL, names("person")),
    # A city without a sign-in of its own, and no terms of use
    Row(EVERYBODY, NOWHERE, names("openid_connect_login openid_connect_callback")),
    Row(SIGNED_IN, NOWHERE, names("terms")),
    Row(SIGNED_IN, FORM, names("mfa_activate_totp mfa_add_webauthn mfa_generate_recovery_codes")),
    # Nobody of these has an app or codes, and the passkey is somebody else's
    Row(SIGNED_IN, GONE, names("mfa_deactivate_totp")),
    Row(SIGNED_IN, NOWHERE, names("mfa_view_recovery_codes mfa_remove_webauthn")),
)
JOINING = (
    Row(EVERYBODY, OPEN_FORM, names("apply account_signup")),
    Row(EVERYBODY, PUBLIC, names("applied")),
    # For whoever has the link
    Row(EVERYBODY, OPEN_FORM, names("invitation vouch")),
)
LISTINGS = (
    Row(
        COORDINATORS,
        READ,
        snippets(
            LISTING,
            routes="list list_results usage history history_results revisions_compare "
            "workflow_history workflow_history_detail",
        ),
    ),
    Row(
        COORDINATORS,
        FORM,
        snippets(
            LISTING,
            routes="add edit delete revisions_revert revisions_unschedule unpublish workflow_action "
            "collect_workflow_action_data",
        ),
    ),
    Row(COORDINATORS, POSTED, snippets(LISTING, routes="lock")),
    # Another person's lock; one's own is opened by the same address
    Row(SUPERUSER, POSTED, snippets(LISTING, routes="unlock")),
    # A question without an object's text; the answer goes to `workflow_action`
    Row(STAFF, ANY, snippets(LISTING, routes="confirm_workflow_cancellation")),
)
SHARED_OBJECTS = (
    Row(
        COORDINATORS,
        READ,
        snippets(*SHARED, PUBLISHER, READY, routes="list list_results usage history history_results"),
    ),
    Row(COORDINATORS, FORM, snippets(*SHARED, PUBLISHER, READY, routes="add edit")),
    Row(COORDINATORS, FORM, snippets(*SHARED, routes="copy")),
    # What partners and readers refer to is not deleted in passing
    Row(SUPERUSER, FORM, snippets(NETWORK, PUBLISHER, routes="delete")),
    Row(SUPERUSER, IN_USE, snippets(ORGANIZATION, LOCATION, TERM, routes="delete")),
    Row(COORDINATORS, FORM, snippets(HELPLINE, READY, routes="delete")),
    Row(COORDINATORS, READ, names("wagtailsnippets:index")),
)
CHOOSERS = (
    # By name, of drafts too: content editors choose none of these
    *(
        Row(
            COORDINATORS,
            READ,
            names("choose choose_results chosen chosen_multiple", f"wagtailsnippetchoosers_{model}:"),
        )
        for model in ALL
    ),
    Row(STAFF, READ, names("choose choose_results chosen chosen_multiple", "wagtailimages_chooser:")),
    Row(STAFF, FORM, names("create select_format", "wagtailimages_chooser:")),
    Row(STAFF, READ, names("page page_child page_search page_chosen_multiple", "wagtailadmin_choose_")),
    Row(STAFF, FORM, names("email_link phone_link anchor_link", "wagtailadmin_choose_page_")),
    Row(STAFF, FAILS, names("wagtailadmin_choose_page_external_link")),
    Row(STAFF, ANY, names("wagtailadmin_tag_autocomplete wagtailadmin_tag_model_autocomplete")),
)
PAGES = (
    Row(WRITERS, READ, names("explore_root explore explore_results", "wagtailadmin_")),
    Row(
        WRITERS,
        READ,
        names(
            "type_use type_use_results usage search search_results revisions_compare workflow_history "
            "history history_results",
            "wagtailadmin_pages:",
        ),
    ),
    Row(
        WRITERS,
        FORM,
        names("add edit revisions_revert revisions_unschedule unpublish move", "wagtailadmin_pages:"),
    ),
    Row(
        WRITERS,
        ANY,
        names("delete copy view_draft add_subpage set_page_position set_privacy", "wagtailadmin_pages:"),
    ),
    Row(WRITERS, ANY, names("wagtailadmin_pages:move_confirm"), {Person.COORDINATOR: ASKS_ONLY}),
    Row(WRITERS, PREVIEW, names("preview_on_add preview_on_edit", "wagtailadmin_pages:")),
    Row(WRITERS, SEEN, names("wagtailadmin_pages:revisions_view")),
    Row(WRITERS, POSTED, names("wagtailadmin_pages:unlock")),
    Row(SUPERUSER, POSTED, names("wagtailadmin_pages:lock")),
    Row(STAFF, FIRST_STEP, names("wagtailadmin_pages:choose_parent")),
    # Shows who may not act on any of the chosen ones that she may not
    Row(WRITERS, BULK, names("wagtail_bulk_action"), {Person.COORDINATOR: BULK}),
    Row(STAFF, LEADS_ON, names("wagtailadmin_pages:revisions_index")),
    # Pages have no workflow of their own: there is nothing to act on
    Row(STAFF, LEADS_ON, names("workflow_action collect_workflow_action_data", "wagtailadmin_pages:")),
    Row(STAFF, ANY, names("wagtailadmin_pages:confirm_workflow_cancellation")),
    Row(
        (),
        NOWHERE,
        names("workflow_preview workflow_history_detail convert_alias", "wagtailadmin_pages:"),
    ),
    Row(STAFF, READ, names("wagtailadmin_api:pages:listing")),
    Row(WRITERS, READ, names("wagtailadmin_api:pages:detail")),
    Row(WRITERS, POSTED, names("wagtailadmin_api:pages:action")),
    Row(WRITERS, FINDS, names("wagtailadmin_api:pages:find")),
    Row(
        WRITERS,
        READ,
        names(
            "locked_pages locked_pages_results workflow workflow_results workflow_tasks "
            "workflow_tasks_results aging_pages aging_pages_results page_types_usage "
            "page_types_usage_results",
            "wagtailadmin_reports:",
        ),
    ),
    # Of each person what she may see of it
    Row(STAFF, READ, names("site_history site_history_results", "wagtailadmin_reports:")),
)
PICTURES = (
    Row(STAFF, READ, names("index index_results image_usage", "wagtailimages:")),
    Row(STAFF, FORM, names("add edit add_multiple", "wagtailimages:")),
    Row(STAFF, DELETION, names("wagtailimages:delete")),
    Row(STAFF, POSTED, names("edit_multiple delete_multiple", "wagtailimages:")),
    # Somebody else's upload
    Row(
        SUPERUSER,
        POSTED,
        names("create_multiple_from_uploaded_image delete_upload_multiple", "wagtailimages:"),
    ),
    Row(STAFF, ANY, names("wagtailimages:preview")),
    Row(STAFF, READ, names("wagtailadmin_api:images:listing wagtailadmin_api:images:detail")),
    Row(STAFF, FINDS, names("wagtailadmin_api:images:find")),
    Row((), NOWHERE, names("url_generator url_generator_output", "wagtailimages:")),
)
SETTINGS = (
    *(
        Row(SUPERUSER, READ, names("index index_results history history_results usage", f"{each}:"))
        for each in ("wagtailusers_users", "wagtailusers_groups", "wagtailsites")
    ),
    Row(SUPERUSER, FORM, names("add edit copy", "wagtailusers_users:")),
    Row(SUPERUSER, FORM, names("add edit", "wagtailusers_groups:")),
    Row(SUPERUSER, FORM, names("add edit copy", "wagtailsites:")),
    Row(
        SUPERUSER, DELETION, names("wagtailusers_users:delete wagtailusers_groups:delete wagtailsites:delete")
    ),
    Row(SUPERUSER, READ, names("wagtailadmin_collections:index")),
    Row(SUPERUSER, FORM, names("add edit", "wagtailadmin_collections:")),
    Row(SUPERUSER, DELETION, names("wagtailadmin_collections:delete")),
    Row(SUPERUSER, ANY, names("wagtailadmin_collections:set_privacy")),
)
WORKFLOWS = (
    Row(
        SUPERUSER,
        READ,
        names(
            "index index_results usage usage_results task_index task_index_results", "wagtailadmin_workflows:"
        ),
    ),
    Row(SUPERUSER, FORM, names("add add_task edit_task", "wagtailadmin_workflows:")),
    Row(SUPERUSER, FAILS, names("wagtailadmin_workflows:edit")),
    Row(SUPERUSER, DELETION, names("disable disable_task", "wagtailadmin_workflows:")),
    Row(SUPERUSER, POSTED, names("enable enable_task remove", "wagtailadmin_workflows:")),
    Row(SUPERUSER, ANY, names("wagtailadmin_workflows:select_task_type")),
    # Choosing steps of a workflow, by name
    Row(STAFF, READ, names("task_chooser task_chooser_results", "wagtailadmin_workflows:")),
    Row(STAFF, FORM, names("wagtailadmin_workflows:task_chooser_create")),
    Row(STAFF, ANY, names("wagtailadmin_workflows:task_chosen")),
)
REST_OF_ADMIN = (
    Row(COORDINATORS, PUBLIC, names("feedback_admin")),
    Row(COORDINATORS, FORM_OF_ALL, names("feedback_admin_one")),
    Row(COORDINATORS, PUBLIC, names("receiving_units")),
    Row(COORDINATORS, FORM_OF_ALL, names("receiving_unit receiving_unit_new")),
    Row(COORDINATORS, PUBLIC, names("desk_figures desk_figure desk_figure_csv desk_figure_sheet")),
    Row(COORDINATORS, PUBLIC, names("desk_report desk_report_csv desk_report_sheet desk_residents_sheet")),
    Row(COORDINATORS, FORM_OF_ALL, names("desk_residents")),
    Row(COORDINATORS, PUBLIC, names("desk_partners desk_coverage desk_who desk_quality")),
    Row(COORDINATORS, PUBLIC, names("desk_partnerships desk_partnership_table desk_networks")),
    Row(COORDINATORS, FORM_OF_ALL, names("desk_partnership desk_new_partnership desk_calendar")),
    Row(COORDINATORS, FORM_OF_ALL, names("desk_network desk_fault")),
    # Written down, so it is asked for by a button
    Row(COORDINATORS, POSTED, names("desk_mailing_list desk_log_table")),
    Row(COORDINATORS, FORM_OF_ALL, names("desk_queue desk_item desk_partner desk_merge desk_unmet")),
    Row(COORDINATORS, PUBLIC, names("desk_alerts desk_log desk_log_entry")),
    Row(COORDINATORS, FORM_OF_ALL, names("desk_alert desk_alert_new")),
    Row(COORDINATORS, POSTED, names("desk_close_gap desk_end_alert")),
    Row(STAFF, READ, names("wagtailadmin_home admin/test404/")),
    Row(STAFF, FORM, names("wagtailadmin_account")),
    Row(STAFF, {**READ, "PATCH": {*FORM["POST"]}}, names("wagtailadmin_dismissibles")),
    Row(STAFF, POSTED, names("wagtailadmin_editing_sessions:release")),
    Row(WRITERS, POSTED, names("wagtailadmin_editing_sessions:ping")),
    Row((), NOWHERE, names("wagtailadmin_block_preview admin/^.*/$")),
)
OWNER = (Person.OWNER,)
#: Of a partner's workspace nobody else knows that it is there
OTHERS = {person: NEVER_WAS for person in SIGNED_IN if person not in PEOPLE}
WORKSPACE = (
    Row(SIGNED_IN, CHOOSER, names("workspace:chooser")),
    Row(PEOPLE, OF_PARTNER, names("home listings listing times languages places", "workspace:"), OTHERS),
    Row(
        PEOPLE,
        FORM_OF_PARTNER,
        names(
            "begin section new_session session translation easy known_languages new_place place",
            "workspace:",
        ),
        OTHERS,
    ),
    Row(OWNER, FORM_OF_PARTNER, names("workspace:people"), {**OTHERS, Person.EDITOR: READ_BY_EDITORS}),
    Row(
        OWNER,
        PRESSED_BY_PARTNER,
        names("remove_person hand_over take_back", "workspace:"),
        {**OTHERS, Person.EDITOR: PRESSED_BY_OWNERS},
    ),
    Row(PEOPLE, SENT_BY_PARTNER, names("copy change", "workspace:"), OTHERS),
    Row(PEOPLE, OF_PARTNER, names("versions shared", "workspace:"), OTHERS),
    Row(PEOPLE, FORM_OF_PARTNER, names("version", "workspace:"), OTHERS),
    Row(PEOPLE, PRESSED_BY_PARTNER, names("ask_translation", "workspace:"), OTHERS),
    # Each of what the partner was asked, and of what is in its rooms: nothing is named here
    Row(PEOPLE, ANSWERED_BY_PARTNER, names("answer_role cancel_in_room", "workspace:"), OTHERS),
    Row(PEOPLE, OF_PARTNER, names("capacities feedback numbers", "workspace:"), OTHERS),
    Row(PEOPLE, FORM_OF_PARTNER, names("closed capacity feedback_one", "workspace:"), OTHERS),
)
RECEIVER = (Person.RECEIVER,)
#: A receiver of another unit
OTHER_RECEIVER = Person.OTHER_OWNER
NOT_OF_UNIT = {person: NEVER_WAS for person in SIGNED_IN if person is not Person.RECEIVER} | {
    OTHER_RECEIVER: OF_OTHER_UNIT
}
RECEIVING = (
    Row(
        (*RECEIVER, OTHER_RECEIVER),
        OF_PARTNER,
        names("receiving"),
        {person: NEVER_WAS for person in SIGNED_IN if person not in (*RECEIVER, OTHER_RECEIVER)},
    ),
    Row(RECEIVER, OF_PARTNER, names("receiving_one"), NOT_OF_UNIT),
    Row(RECEIVER, PRESSED_BY_PARTNER, names("receiving_act"), NOT_OF_UNIT),
)
CHECKER = (Person.CHECKER,)
NO_CHECKERS = {person: NEVER_WAS for person in SIGNED_IN if person is not Person.CHECKER}
CHECKING = (
    Row(CHECKER, OF_PARTNER, names("checking:waiting"), NO_CHECKERS),
    Row(CHECKER, FORM_OF_PARTNER, names("checking:text"), NO_CHECKERS),
    Row(COORDINATORS, FORM_OF_ALL, names("language_checkers")),
)
CLOSED = (
    Row(UNLESS_PARTNER, GONE, names("closed wagtailadmin_error_test")),
    Row(
        UNLESS_PARTNER,
        GONE,
        names(
            "index index_results add edit delete add_multiple edit_multiple "
            "create_multiple_from_uploaded_document delete_multiple delete_upload_multiple document_usage",
            "wagtaildocs:",
        ),
    ),
    Row(
        UNLESS_PARTNER,
        GONE,
        names("choose choose_results chosen chosen_multiple create", "wagtaildocs_chooser:"),
    ),
    Row(UNLESS_PARTNER, GONE, names("listing detail find", "wagtailadmin_api:documents:")),
    Row(UNLESS_PARTNER, GONE, names("chooser chooser_upload", "wagtailembeds:")),
    Row(UNLESS_PARTNER, GONE, tuple(f"wagtailsnippetchoosers_{model}:create" for model in ALL)),
)

TABLE = (
    *PUBLIC_SITE,
    *ENTRY,
    *OWN_ACCOUNT,
    *JOINING,
    *LISTINGS,
    *SHARED_OBJECTS,
    *CHOOSERS,
    *PAGES,
    *PICTURES,
    *SETTINGS,
    *WORKFLOWS,
    *REST_OF_ADMIN,
    *WORKSPACE,
    *RECEIVING,
    *CHECKING,
    *CLOSED,
)
