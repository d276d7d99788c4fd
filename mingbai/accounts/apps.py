from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "mingbai.accounts"
    label = "accounts"
    verbose_name = "账号"
