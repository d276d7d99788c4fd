from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "mingbai.reviews"
    label = "reviews"
    verbose_name = "审核"
