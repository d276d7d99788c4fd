from django.apps import AppConfig


class OnsiteConfig(AppConfig):
    name = "mingbai.onsite"
    label = "onsite"
    verbose_name = "现场"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.channels import followers
        from mingbai.onsite import actions, queries
        from mingbai.stored import addresses

        followers.register("onsite", actions.follow)
        addresses.register("onsite", queries.addresses)
