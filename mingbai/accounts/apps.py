from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "mingbai.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        # Connects the receivers that record who signs in; models exist only from now on.
        import_module("mingbai.accounts.actions")
