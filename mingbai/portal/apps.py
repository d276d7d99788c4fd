from typing import Any

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mingbai.portal"
    label = "portal"
    verbose_name = "公开网站"

    def ready(self) -> None:
        from wagtail import signals

        from mingbai.commands import rounds, setups
        from mingbai.ledger import listeners
        from mingbai.portal.actions import write_looks
        from mingbai.portal.addresses import every_address
        from mingbai.portal.jobs import remind_of_pages
        from mingbai.portal.shown import follow
        from mingbai.stored import addresses
        from mingbai.stored.actions import touch

        addresses.register("portal", every_address)
        listeners.register("kept_pages", follow)
        rounds.register("editorial_pages", remind_of_pages)
        setups.register("looks", write_looks)

        # The CMS writes no event of ours; its pages are few, so all of them are made anew.
        def follow_editor(**_: Any) -> None:
            touch(urgent=["editorial"])

        for signal in (signals.page_published, signals.page_unpublished, signals.page_slug_changed):
            signal.connect(follow_editor, weak=False, dispatch_uid="kept_pages")
