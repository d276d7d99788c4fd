from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "mingbai.ledger"
    label = "ledger"
    verbose_name = "事件链"
