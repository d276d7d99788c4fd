from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "mingbai.organisations"
    label = "organisations"
    verbose_name = "机构与人员"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.accounts.policies import demand_second_factor
        from mingbai.organisations.queries import second_factor_reason

        demand_second_factor(second_factor_reason)
