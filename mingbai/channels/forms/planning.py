"""Planning: the places are narrowed down by GET, then picked one by one, a whole unit or all at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.channels.models import Place, Rendering
from mingbai.channels.queries.planning import areas_of, narrowed, places_to_plan, taken
from mingbai.channels.states import CHANNEL_OF_PLACE, NEED_PLACE, Channel, PlaceKind, RenderingState
from mingbai.disclosures.models import Information
from mingbai.lib.clock import CHINA
from mingbai.organisations.forms import Day, PlainForm
from mingbai.organisations.forms import Place as Organ
from mingbai.organisations.models import Organisation
from mingbai.shell.forms import Ticked

BY_HAND = [one for one in Channel if one not in (Channel.SITE, Channel.GAZETTE)]
"""What a person plans; the website and the gazette enter themselves."""
MOST_LISTED = 80
"""More places than this are not listed: a person narrows them down first, or takes them all."""
OPEN_UP_TO = 12
"""With so many places every unit is unfolded."""


class NarrowForm(PlainForm):
    """Which places are listed. What makes no sense narrows nothing."""

    area = Organ(label="单位（含下级）", required=False)
    kind = forms.ChoiceField(label="类别", choices=[("", "全部"), *PlaceKind.choices], required=False)
    q = forms.CharField(label="村名、地点", max_length=50, required=False)

    def __init__(self, *args: Any, places: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="narrow_%s", **kwargs)
        self.places = places
        area = self.fields["area"]
        assert isinstance(area, Organ)
        area.queryset, area.empty_label = areas_of(places), "全部"

    def listed(self) -> QuerySet[Place]:
        self.is_valid()
        found = self.cleaned_data
        return narrowed(self.places, found.get("area"), found.get("kind", ""), found.get("q", ""))


class WhichRendering(forms.ModelChoiceField):
    def label_from_instance(self, rendering: Rendering) -> str:
        when = rendering.made_at.astimezone(CHINA)
        return f"{rendering.get_kind_display()}，{when:%Y-%m-%d %H:%M}，{rendering.made_by}"


@dataclass(frozen=True)
class Option:
    """One place to tick; `taken`: the record is planned or up there, so that there is nothing to tick."""

    place: Place
    taken: bool
    ticked: bool


@dataclass(frozen=True)
class Group:
    """The places of one unit, and whether all of it is ticked."""

    organisation: Organisation
    options: tuple[Option, ...]
    whole: bool
    unfolded: bool

    @property
    def count_taken(self) -> int:
        return sum(one.taken for one in self.options)


class PlanForm(PlainForm):
    """One channel; for boards and screens one or many places at once.

    `whole` and `all_listed` take the places that fit the channel and do not have the record yet.
    """

    channel = forms.ChoiceField(label="渠道", choices=[(one.value, one.label) for one in BY_HAND])
    places = Ticked(
        label="地点",
        queryset=Place.objects.none(),
        required=False,
        help_text="公示栏、电子屏、广播、查阅点要选地点，可以多选。",
    )
    whole = Ticked(label="整个单位", queryset=Organisation.objects.none(), required=False)
    all_listed = forms.BooleanField(label="列出来的全部", required=False)
    outlet = forms.CharField(
        label="账号、报刊或者平台的名称",
        max_length=100,
        required=False,
        help_text="公众号、微博、村民群、报刊等填写；公示栏、电子屏不用填。",
    )
    planned_on = Day(label="哪天公开", required=False, help_text="不填就是今天。")
    until = Day(label="公开到哪天", required=False, help_text="不填就一直公开，直到撤下。")
    rendering = WhichRendering(
        label="用哪份做好的稿",
        queryset=Rendering.objects.none(),
        required=False,
        empty_label="不用，直接贴原文",
    )

    def __init__(
        self, *args: Any, user: User, information: Information, narrow: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reach = places_to_plan(user, information)
        self.taken = taken(information)
        self.narrow = NarrowForm(narrow or {}, places=self.reach)
        self.listed = self.narrow.listed()
        within = {
            "places": self.reach,
            "whole": Organisation.objects.filter(pk__in=self.reach.order_by().values("organisation")),
            "rendering": information.renderings.filter(
                state=RenderingState.CONFIRMED, version_digest=information.public_digest
            ),
        }
        for name, rows in within.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """`places` are all that are meant, however they were ticked."""
        found: dict[str, Any] = super().clean() or {}
        whole, everything = found.pop("whole", ()), found.pop("all_listed", False)
        picked, channel = list(found.get("places") or ()), found.get("channel", "")
        if whole or everything:
            kinds = [kind for kind, its in CHANNEL_OF_PLACE.items() if its == channel]
            meant = Q(organisation__in=whole)
            if everything:
                meant |= Q(pk__in=self.listed.order_by().values("pk"))
            rows = self.reach.filter(meant, kind__in=kinds)
            picked += [one for one in rows if one.pk not in self.taken and one not in picked]
            if not picked and channel in NEED_PLACE:
                words = Channel(channel).label
                self.add_error("places", f"勾选的单位里没有“{words}”可以安排：没有登记，或者都已经安排了。")
        found["places"] = picked
        return found

    @cached_property
    def count(self) -> int:
        return self.listed.count()

    @property
    def is_long(self) -> bool:
        return self.count > MOST_LISTED

    @property
    def groups(self) -> Iterator[Group]:
        """What is listed, by unit; what was ticked is unfolded."""
        ticked, whole = self._ticked("places"), self._ticked("whole")
        unfolded = self.count <= OPEN_UP_TO
        for organisation, rows in groupby(self.listed, lambda one: one.organisation):
            options = tuple(Option(one, one.pk in self.taken, str(one.pk) in ticked) for one in rows)
            is_whole = str(organisation.pk) in whole
            is_open = unfolded or is_whole or any(one.ticked for one in options)
            yield Group(organisation, options, is_whole, is_open)

    def _ticked(self, name: str) -> set[str]:
        return {str(one) for one in self[name].value() or ()}
