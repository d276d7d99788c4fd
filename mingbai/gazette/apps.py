from django.apps import AppConfig


class GazetteConfig(AppConfig):
    name = "mingbai.gazette"
    label = "gazette"
    verbose_name = "政府公报"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import rounds
        from mingbai.gazette import actions
        from mingbai.gazette.queries.offering import addresses
        from mingbai.stored import addresses as kept

        kept.register("gazette", addresses)
        rounds.register("gazette.files", actions.make_missing)
