from django.apps import AppConfig


class ReportCheckConfig(AppConfig):
    name = "mingbai.report_check"
    label = "report_check"
    verbose_name = "年报核对"

    def ready(self) -> None:
        from mingbai.report_check import check_verb
        from mingbai.report_check.verbs import register

        register("check", check_verb.ABOUT, check_verb.add_arguments, check_verb.run)
