from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "mingbai.households"
    label = "households"
    verbose_name = "到户名单"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.archive import followers
        from mingbai.commands import rounds, setups
        from mingbai.foi.actions import resealing
        from mingbai.households import actions
        from mingbai.households.queries import count_waiting, shows_names
        from mingbai.shell import counters

        followers.keep_proofs_out("households", shows_names)
        counters.register("households:objections", count_waiting)
        resealing.register_texts("households", actions.reseal_all)
        setups.register("household_kinds", lambda: {"household_kinds": actions.load_kinds()})
        rounds.register("households.end", actions.end_due)
        rounds.register("households.remind", actions.remind)
        rounds.register("households.marked", actions.drop_marked)
        rounds.register("households.erase", actions.erase_due)
