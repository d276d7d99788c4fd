"""Letting editors of the site's pages into the CMS."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from mingbai.accounts.models import User

EDITORS = "栏目编辑"
PAGE_VERBS = ("add_page", "change_page", "publish_page")
IMAGE_VERBS = ("add_image", "change_image", "choose_image")


@transaction.atomic
def admit_editor(user: User) -> None:
    """Put the person into the one group that the CMS knows; done at the door, so nobody keeps lists."""
    group, made = Group.objects.get_or_create(name=EDITORS)
    if made:
        _equip(group)
    user.groups.add(group)


def dismiss_editor(user: User) -> None:
    """Whoever lost the role leaves the group as well."""
    user.groups.remove(*user.groups.filter(name=EDITORS))


def _equip(group: Group) -> None:
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(access)
    for verb in PAGE_VERBS:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=verb)
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=permission
        )
    label = get_image_model()._meta.app_label
    for verb in IMAGE_VERBS:
        permission = Permission.objects.get(content_type__app_label=label, codename=verb)
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
