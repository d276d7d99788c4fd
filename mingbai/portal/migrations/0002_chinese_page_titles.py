"""The two pages the CMS makes itself get names an editor can read; its sample workflow leaves them.

The sample would offer editors "submit to Moderators approval", which leads to no one.
"""

from django.db import migrations

TITLES = {1: ("Root", "全部页面"), 2: ("Welcome to your new Wagtail site!", "栏目页面")}
SAMPLE = "Moderators approval"


def prepare(apps, schema_editor):
    pages = apps.get_model("wagtailcore", "Page").objects
    for depth, (english, chinese) in TITLES.items():
        pages.filter(depth=depth, title=english).update(title=chinese, draft_title=chinese)
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__name=SAMPLE).delete()


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]
    operations = [migrations.RunPython(prepare, migrations.RunPython.noop)]
