from django.apps import AppConfig


class BookConfig(AppConfig):
    name = "mingbai.book"
    label = "book"
    verbose_name = "公开登记簿"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.book import actions, exports
        from mingbai.commands import rounds
        from mingbai.transparency import leaves

        rounds.register("book", actions.seal_due)
        leaves.register("book.seal", exports.leaf_of)
