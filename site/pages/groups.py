"""Who may write editorial pages and who names the publisher: set up once. What staff change in it stays."""

from django.apps import apps as installed

from directory.moderation import COORDINATORS

CONTENT_EDITORS = "Content editors"
PUBLISHER_PERMISSIONS = ("add_publisher", "change_publisher", "view_publisher")
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "unlock_page")
# Of Wagtail's own model: its policy asks about that one, whatever the model of pictures is
PICTURE_PERMISSIONS = ("add_image", "change_image", "choose_image")


def set_up_content_editors(using, apps=installed, **_kwargs) -> None:
    """Receiver of `post_migrate`. `apps` may be those of a database migrated halfway: nothing to do yet."""
    try:
        pages = apps.get_model("wagtailcore", "Page").objects.using(using)
        permissions = apps.get_model("wagtailcore", "GroupPagePermission").objects.using(using)
        groups = apps.get_model("auth", "Group").objects.using(using)
        apps.get_model("wagtailcore", "GroupCollectionPermission")
    except LookupError:
        return
    root = pages.filter(depth=1).first()
    if root is None or groups.filter(name=CONTENT_EDITORS).exists():
        return
    group = groups.create(name=CONTENT_EDITORS)
    group.permissions.add(_permission(apps, using, "wagtailadmin", "admin", "access_admin"))
    for codename in PAGE_PERMISSIONS:
        permission = _permission(apps, using, "wagtailcore", "page", codename)
        permissions.create(group=group, page=root, permission=permission)
    _allow_pictures(apps, using, group)
    if coordinators := groups.filter(name=COORDINATORS).first():
        for action in ("add", "change", "view"):
            coordinators.permissions.add(
                _permission(apps, using, "pages", "publisher", f"{action}_publisher")
            )


def _allow_pictures(apps, using, group) -> None:
    collections = apps.get_model("wagtailcore", "Collection").objects.using(using)
    allowed = apps.get_model("wagtailcore", "GroupCollectionPermission").objects.using(using)
    for codename in PICTURE_PERMISSIONS:
        permission = _permission(apps, using, "wagtailimages", "image", codename)
        allowed.create(group=group, collection=collections.get(depth=1), permission=permission)


def _permission(apps, using, app_label: str, model: str, codename: str):
    """The permission, made here if the receivers that make all of them come later."""
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    content_type, _new = content_types.get_or_create(app_label=app_label, model=model)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    name = f"Can {codename.replace('_', ' ', 1)}"
    return permissions.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]
