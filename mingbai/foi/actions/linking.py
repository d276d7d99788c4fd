"""The links of the chain: whoever has a request gets an internal limit, and a reminder."""

from datetime import date

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest, Link
from mingbai.foi.policies import may_do
from mingbai.foi.states import STEP_ACTION, STEP_IN, State, Step, Verb
from mingbai.lib import clock
from mingbai.notifications.actions import Draft, notify_many, settle
from mingbai.organisations.authorisation import roles_for
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import valid_memberships
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import due

DOING: dict[Step, Verb] = {
    Step.LAW: Verb.CHECK_LAW,
    Step.SECRECY: Verb.CHECK_SECRECY,
    Step.SIGN: Verb.SIGN,
}


def follow_state(held: FoiRequest, by: User | None) -> None:
    """End the link that was open and begin that of the new state, within the caller's transaction."""
    for link in Link.objects.filter(request=held, ended_on=None):
        Link.objects.filter(pk=link.pk).update(ended_on=clock.today(), ended_by=by)
        settle(key=key_of(held, link))
    step = STEP_IN.get(State(held.state))
    if step is None:
        return
    owners = owners_of(held, step)
    link = Link.objects.create(
        request=held,
        step=step,
        owner=owners[0] if len(owners) == 1 else None,
        began_on=clock.today(),
        due_on=internal_due(held.organisation, step, clock.today()),
    )
    remind(held, link, [one for one in owners if one != by])


def owners_of(held: FoiRequest, step: Step) -> list[User]:
    """Who can do the step: the handler of the request, or whoever holds the role in the organisation."""
    if step not in DOING and held.handler is not None:
        return [held.handler]
    people = holders(held.organisation, STEP_ACTION[step])
    verb = DOING.get(step)
    return [one for one in people if verb is None or may_do(one, held, verb)]


def holders(organisation: Organisation, action: str) -> list[User]:
    """The people whose role in this very organisation allows `action` today."""
    rows = valid_memberships(clock.today()).filter(
        organisation=organisation, role__in=roles_for(action), user__is_active=True
    )
    return list({row.user_id: row.user for row in rows.select_related("user").order_by("pk")}.values())


def internal_due(organisation: Organisation, step: Step, start: date) -> date:
    """The internal limit of a link, `foi.step.*`: set by the county, inside the legal limit."""
    known = timelimits.known()
    return due(known.limit(f"foi.step.{step.value}"), start, known.calendar(organisation)).due


def remind(held: FoiRequest, link: Link, people: list[User]) -> None:
    text = f"依申请公开 {held.number} 等您{Step(link.step).label}，内部期限 {link.due_on}。"
    notify_many(Draft(one, text, key_of(held, link), f"/desk/foi/{held.pk}/") for one in people)


def key_of(held: FoiRequest, link: Link) -> str:
    return f"foi:{held.pk}:link:{link.pk}:"
