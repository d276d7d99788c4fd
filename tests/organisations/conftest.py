"""A small county: two departments, two townships, a station and a village."""

from datetime import date

import pytest

from mingbai.accounts.models import User
from mingbai.organisations.models import Membership, Organisation

OFFICES = {
    "finance": ("明白县财政局", "department", "county"),
    "land": ("明白县自然资源局", "department", "county"),
    "qinghe": ("青禾镇人民政府", "township", "county"),
    "liudu": ("柳渡镇人民政府", "township", "county"),
    "hall": ("青禾镇便民服务中心", "station", "qinghe"),
    "dongtang": ("东塘村村民委员会", "village", "qinghe"),
}


@pytest.fixture
def county(db):
    """Organisations by slug."""
    root = Organisation.add_root(code="COUNTY", slug="county", name="明白县人民政府", kind="county")
    places = {"county": root}
    for slug, (name, kind, parent) in OFFICES.items():
        above = Organisation.objects.get(slug=parent)
        places[slug] = above.add_child(code=slug.upper(), slug=slug, name=name, kind=kind)
    return {slug: Organisation.objects.get(slug=slug) for slug in places}


@pytest.fixture
def person(db):
    """person("zhou", drafter=qinghe): a user with one role per keyword, since 2020."""

    def make(username, **roles):
        user = User.objects.create(username=username, full_name=username)
        for role, organisation in roles.items():
            Membership.objects.create(
                user=user, organisation=organisation, role=role, valid_from=date(2020, 1, 1)
            )
        return user

    return make
