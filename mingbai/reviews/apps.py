from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "mingbai.reviews"
    label = "reviews"
    verbose_name = "审核"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.reviews.actions import recompute_due_dates
        from mingbai.timelimits import recomputing

        recomputing.register("reviews", recompute_due_dates)
