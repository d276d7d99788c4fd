from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "mingbai.disclosures"
    label = "disclosures"
    verbose_name = "信息公开"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.catalogue import published
        from mingbai.commands import diagrams, rounds
        from mingbai.disclosures import due_dates, exports, followers
        from mingbai.disclosures.actions import clean_up, indexing, watch_grounds
        from mingbai.disclosures.queries.published import by_row
        from mingbai.search import sources
        from mingbai.timelimits import recomputing

        diagrams.register("states.md", exports.states_page)
        published.register("records", by_row)
        sources.register("public", indexing.public_entries)
        sources.register("staff", indexing.staff_entries)
        followers.register("clean_up", clean_up.follow)
        recomputing.watch("records", due_dates.open_dues)
        rounds.register("grounds", lambda: "有不公开事由改动" if watch_grounds() else "")
