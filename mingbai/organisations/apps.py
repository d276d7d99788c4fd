from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "mingbai.organisations"
    label = "organisations"
    verbose_name = "机构与人员"
