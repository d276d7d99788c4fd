from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from mingbai.commands import rounds, setups
from mingbai.search.backends import BACKENDS, sounds
from mingbai.search.entries import PUBLIC, STAFF


class SearchConfig(AppConfig):
    name = "mingbai.search"
    label = "search"
    verbose_name = "检索"

    def ready(self) -> None:
        from mingbai.search.actions import forget_missed, load_synonyms

        post_migrate.connect(clear_words_of_empty_books, sender=self)
        setups.register("synonyms", lambda: {"synonyms": load_synonyms()})
        rounds.register("missed_words", forget_missed)


def clear_words_of_empty_books(sender: AppConfig, using: str, **_: Any) -> None:
    """Django's `flush` empties the tables it knows; the word index is not among them."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    for book, model in ((PUBLIC, "PublicRow"), (STAFF, "StaffRow")):
        words = BACKENDS[connection.vendor].TABLES[book]
        if words in tables and not sender.get_model(model)._default_manager.using(using).exists():
            BACKENDS[connection.vendor].clear(book)
            if book == PUBLIC and sounds.TABLE in tables:
                sounds.clear()
