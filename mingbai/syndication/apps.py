from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "mingbai.syndication"
    label = "syndication"
    verbose_name = "订阅源和机器清单"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import rounds, setups
        from mingbai.disclosures import followers
        from mingbai.stored import addresses as kept
        from mingbai.syndication import actions
        from mingbai.syndication.queries import addresses

        followers.register("months", actions.follow)
        rounds.register("syndication", actions.cut_stale)
        setups.register("months", actions.fill_in)
        kept.register("syndication", addresses.every)
