from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "mingbai.channels"
    label = "channels"
    verbose_name = "公开渠道"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.channels import actions
        from mingbai.channels.queries import count_to_do
        from mingbai.commands import rounds
        from mingbai.disclosures import followers
        from mingbai.shell import counters

        followers.register("channels", actions.follow)
        rounds.register("channels.ends", actions.ask_for_ends)
        counters.register("channels:home", count_to_do)
