"""For `try_here.py`: an office with its people publishes one record with a file, as the product does it."""

import json
import os
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.settings")
django.setup()

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.disclosures import actions
from mingbai.organisations.models import Kind, Membership, Organisation, Role
from mingbai.reviews.actions import SecrecyOpinion
from mingbai.reviews.models import Step
from mingbai.reviews.queries import open_state, step_of

TITLE, CONTENT = "青禾镇人民政府关于做好冬季供水保障工作的通知", "供水点名单"


def person(name: str, where: Organisation, role: str) -> User:
    user = User.objects.create(username=role, full_name=name)
    Membership.objects.create(user=user, organisation=where, role=role, valid_from=date(2020, 1, 1))
    return user


county = Organisation.add_root(
    code="MB00", kind=Kind.COUNTY, name="明白县人民政府", slug="county", telephone="0999-5550000"
)
town = county.add_child(
    code="MB10", kind=Kind.TOWNSHIP, name="青禾镇人民政府", slug="qinghe", telephone="0999-5550101"
)
drafter = person("丁拟", town, Role.DRAFTER)
people = {
    Step.CHECK: person("沈核", town, Role.CHECKER),
    Step.SECRECY: person("鲍密", town, Role.SECRECY_REVIEWER),
    Step.APPROVE: person("钱发", town, Role.APPROVER),
}
record = actions.create(
    organisation=town, by=drafter, title=TITLE,
    document_number="青政发〔2026〕12号", written_on=date(2026, 11, 2),
    theme=Theme.objects.get(parent=None, name="综合政务"), genre=Genre.objects.get(name="通知"),
    catalogue_item=CatalogueItem.objects.first(), openness="proactive",
    body="<p>各村民委员会：</p><p>为保障冬季供水，请各村于每周一检查管道。</p>",
)  # fmt: skip
file = actions.attach(information=record, by=drafter, data=CONTENT.encode(), filename="名单.txt")
record.refresh_from_db()
actions.submit(information=record, by=drafter)
record.refresh_from_db()
while state := open_state(record):
    step = step_of(state)
    opinion = SecrecyOpinion("publishable", "逐项核对") if step == Step.SECRECY else None
    actions.approve(information=record, by=people[step], digest=record.digest, opinion=opinion)
    record.refresh_from_db()
actions.publish(information=record, by=people[Step.APPROVE])
print(
    json.dumps({"page": f"/r/{record.pk}/", "file": f"/files/{file.pk}/", "title": TITLE, "content": CONTENT})
)
