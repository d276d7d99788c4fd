from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "mingbai.archive"
    label = "archive"
    verbose_name = "公开档案"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.archive import actions, jobs
        from mingbai.commands import rounds

        rounds.register("archive", jobs.make_waiting)
        rounds.register("archive_destruction", actions.clear_away)
