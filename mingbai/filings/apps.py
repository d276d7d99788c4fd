from django.apps import AppConfig


class FilingsConfig(AppConfig):
    name = "mingbai.filings"
    label = "filings"
    verbose_name = "报备"
