"""The word index of each book: FTS5 on SQLite, tsvector with GIN on PostgreSQL."""

from django.db import migrations

from mingbai.search.backends import BACKENDS


def create(apps, schema_editor):
    BACKENDS[schema_editor.connection.vendor].create(schema_editor.execute)


def drop(apps, schema_editor):
    BACKENDS[schema_editor.connection.vendor].drop(schema_editor.execute)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
