from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mingbai.portal"
    label = "portal"
    verbose_name = "公开网站"
