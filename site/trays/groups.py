"""Coordinators may keep ready-made trays: set up with their table. What staff change in it stays."""

from django.apps import apps as installed

from directory.moderation import COORDINATORS, make_permission

MIGRATION = ("trays", "0003_ready_trays")
ACTIONS = ("add", "change", "delete", "view")


def let_coordinators_keep_trays(using, plan=None, apps=installed, **_kwargs) -> None:
    """Receiver of `post_migrate`; `plan` are the migrations that were run, None for an emptied database."""
    has_table = plan is None or any(
        (migration.app_label, migration.name) == MIGRATION and not is_backwards
        for migration, is_backwards in plan
    )
    if not has_table:
        return
    group = apps.get_model("auth", "Group").objects.using(using).filter(name=COORDINATORS).first()
    for action in ACTIONS if group else ():
        group.permissions.add(make_permission(apps, using, "trays", "readytray", f"{action}_readytray"))
