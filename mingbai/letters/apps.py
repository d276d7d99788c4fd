from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "mingbai.letters"
    label = "letters"
    verbose_name = "依申请公开文书"
