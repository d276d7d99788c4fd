from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "mingbai.reviews"
    label = "reviews"
    verbose_name = "审核"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import setups
        from mingbai.reviews.actions import install_default_route, recompute_due_dates
        from mingbai.timelimits import recomputing

        def add_route() -> dict[str, int]:
            install_default_route()
            return {}

        recomputing.register("reviews", recompute_due_dates)
        setups.register("routes", add_route)
