from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "mingbai.feedback"
    label = "feedback"
    verbose_name = "意见和纠错"
