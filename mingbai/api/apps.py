from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "mingbai.api"
    label = "api"
    verbose_name = "数据接口"

    def ready(self) -> None:
        from mingbai.api.actions import bulk
        from mingbai.commands import rounds
        from mingbai.disclosures import followers
        from mingbai.stored import addresses

        followers.register("bulk", bulk.follow)
        rounds.register("bulk", bulk.round_)
        addresses.register("api", lambda: iter(["/api/", "/verify/"]))
