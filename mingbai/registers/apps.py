from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "mingbai.registers"
    label = "registers"
    verbose_name = "工作登记"

    def ready(self) -> None:
        from mingbai.commands import rounds
        from mingbai.registers.actions import ask_for_successors, remind_of_plans, remind_of_stale_accounts

        rounds.register("registers.succession", ask_for_successors)
        rounds.register("registers.accounts", remind_of_stale_accounts)
        rounds.register("registers.plans", remind_of_plans)
