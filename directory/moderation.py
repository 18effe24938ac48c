"""The moderation that a new database begins with: a group, its permissions and a workflow of one step.

Set up after `migrate`, once; whatever staff change in the admin afterwards stays.
"""

from django.apps import apps as installed
from django.conf import settings

COORDINATORS = "Coordinators"
WORKFLOW = "Moderation"
CREATE_AND_EDIT = ("add", "change", "view")
PERMISSIONS = {
    "service": (*CREATE_AND_EDIT, "delete", "publish", "lock", "unlock"),
    "organization": CREATE_AND_EDIT,
    "location": CREATE_AND_EDIT,
    "taxonomyterm": CREATE_AND_EDIT,
    "network": CREATE_AND_EDIT,
    "helpline": (*CREATE_AND_EDIT, "delete"),
}
#: Of Wagtail's own model, which its policy asks about whatever the model of pictures is
PICTURE_ACTIONS = ("add", "change", "choose")


def set_up_moderation(using, apps=installed, **_kwargs) -> None:
    """Receiver of `post_migrate`. `apps` may be those of a database migrated halfway: nothing to do yet."""
    try:
        workflows = apps.get_model("wagtailcore", "Workflow").objects.using(using)
        apps.get_model("directory", "ModerationTask")
        apps.get_model("wagtailcore", "WorkflowContentType")
    except LookupError:
        return
    if getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True) and not workflows.filter(name=WORKFLOW).exists():
        _create_workflow(apps, workflows.create(name=WORKFLOW), _coordinators(apps, using), using)


def _create_workflow(apps, workflow, group, using) -> None:
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    task_type, _new = content_types.get_or_create(app_label="directory", model="moderationtask")
    task = (
        apps.get_model("directory", "ModerationTask")
        .objects.using(using)
        .create(name=WORKFLOW, content_type=task_type)
    )
    task.groups.add(group)
    apps.get_model("wagtailcore", "WorkflowTask").objects.using(using).create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    service_type, _new = content_types.get_or_create(app_label="directory", model="service")
    assigned = apps.get_model("wagtailcore", "WorkflowContentType").objects.using(using)
    assigned.get_or_create(content_type=service_type, defaults={"workflow": workflow})


def _coordinators(apps, using):
    group, _new = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=COORDINATORS)
    group.permissions.add(make_permission(apps, using, "wagtailadmin", "admin", "access_admin"))
    for model, actions in PERMISSIONS.items():
        for action in actions:
            group.permissions.add(make_permission(apps, using, "directory", model, f"{action}_{model}"))
    _let_use_pictures(apps, group, using)
    return group


def _let_use_pictures(apps, group, using) -> None:
    root = apps.get_model("wagtailcore", "Collection").objects.using(using).filter(depth=1).first()
    granted = apps.get_model("wagtailcore", "GroupCollectionPermission").objects.using(using)
    for action in PICTURE_ACTIONS if root else ():
        permission = make_permission(apps, using, "wagtailimages", "image", f"{action}_image")
        granted.get_or_create(group=group, collection=root, permission=permission)


def make_permission(apps, using, app_label: str, model: str, codename: str):
    """The permission, made here if the receivers that make all of them come later."""
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    content_type, _new = content_types.get_or_create(app_label=app_label, model=model)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    name = f"Can {codename.replace('_', ' ', 1)}"
    return permissions.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]
