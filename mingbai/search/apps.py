from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "mingbai.search"
    label = "search"
    verbose_name = "检索"
