from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "mingbai.feedback"
    label = "feedback"
    verbose_name = "意见和纠错"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.commands import rounds
        from mingbai.disclosures import followers
        from mingbai.feedback import actions
        from mingbai.feedback.queries import count_waiting
        from mingbai.foi.actions import resealing
        from mingbai.shell import counters

        followers.register("feedback", actions.follow)
        counters.register("feedback:list", count_waiting)
        resealing.register_texts("feedback", actions.reseal_all)
        rounds.register("feedback.mail", actions.mail_due)
        rounds.register("feedback.remind", actions.remind)
        rounds.register("feedback.erase", actions.erase_due)
