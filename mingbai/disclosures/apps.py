from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "mingbai.disclosures"
    label = "disclosures"
    verbose_name = "信息公开"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.disclosures.actions import indexing
        from mingbai.search import sources

        sources.register("public", indexing.public_entries)
        sources.register("staff", indexing.staff_entries)
