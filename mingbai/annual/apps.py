from django.apps import AppConfig


class AnnualConfig(AppConfig):
    name = "mingbai.annual"
    label = "annual"
    verbose_name = "政府信息公开年度报告"

    def ready(self) -> None:
        from mingbai.annual import verb
        from mingbai.report_check.verbs import register

        register("annual", verb.ABOUT, verb.add_arguments, verb.run)
