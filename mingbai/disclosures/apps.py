from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "mingbai.disclosures"
    label = "disclosures"
    verbose_name = "信息公开"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.disclosures.actions import indexing  # noqa: PLC0415
        from mingbai.search import sources  # noqa: PLC0415

        sources.register("public", indexing.public_entries)
        sources.register("staff", indexing.staff_entries)
