from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "mingbai.shell"
    label = "shell"
    verbose_name = "工作平台外壳"
