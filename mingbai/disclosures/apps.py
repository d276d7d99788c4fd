from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "mingbai.disclosures"
    label = "disclosures"
    verbose_name = "信息公开"
