"""Who may file, ask for filings, and receive them."""

from mingbai.accounts.models import User
from mingbai.filings.models import Collection, Filing
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

READ, FILE, RECEIVE = "register.read", "register.keep", "evaluation.run"


def may_file(user: User, organisation: Organisation) -> Verdict:
    return may(user, FILE, organisation)


def may_ask(user: User, organisation: Organisation) -> Verdict:
    return may(user, RECEIVE, organisation)


def may_close(user: User, collection: Collection) -> Verdict:
    allowed = may_ask(user, collection.organisation)
    if allowed and collection.closed_at is not None:
        return no("这次报备已经结束。")
    return allowed


def may_receive(user: User, filing: Filing) -> Verdict:
    """Acknowledge or send back: the office, but never who filed it."""
    place = filing.collection.organisation if filing.collection else filing.organisation
    allowed = may(user, RECEIVE, place)
    if not allowed:
        return allowed
    if filing.state != Filing.State.SENT:
        return no(f"这份报备件现在是“{filing.get_state_display()}”，不用再处理。")
    if filing.sent_by_id == user.pk:
        return no("这份报备件是您自己报送的，须由另一个人确认。")
    return YES
