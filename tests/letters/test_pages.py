"""The pages of the templates."""

import io
from html import unescape

import docx
import pytest
from django.test import Client
from django.urls import reverse

from mingbai.letters import actions, packaged
from mingbai.letters.models import Template
from mingbai.letters.rules import combinations, key_of
from mingbai.lib import clock

RECEIPT = packaged.wordings()[key_of("receipt")]


@pytest.fixture
def client(cast) -> Client:
    client = Client()
    client.force_login(cast.foi_officer)
    return client


def address(cast, name="edit", key="receipt", place=None) -> str:
    return reverse(f"letters:{name}", args=[(place or cast.town).pk, key])


def typed(**values) -> dict:
    day = clock.today().isoformat()
    return {"title": RECEIPT.title, "text": RECEIPT.body + "\n欢迎。", "valid_from": day, "base": 0, **values}


def test_the_list_shows_every_letter_and_whose_wording_counts(cast, client):
    text = RECEIPT.body + "\n欢迎。"
    actions.adapt(
        organisation=cast.town, key=RECEIPT.key, title="收件回执", text=text, base=0,
        valid_from=clock.today(), by=cast.organisation_admin,
    )  # fmt: skip
    shown = unescape(client.get(reverse("letters:list")).content.decode())
    assert all(key.label in shown for key in combinations())
    assert shown.count("本单位改过</span>") == 1


@pytest.mark.parametrize("key", [str(key) for key in combinations()])
def test_every_template_opens_with_its_text_and_what_may_stand_in_it(cast, client, key):
    response = client.get(address(cast, key=key))
    shown = unescape(response.content.decode())
    wording = next(one for one in packaged.wordings().values() if str(one.key) == key)
    assert response.status_code == 200
    assert wording.body.splitlines()[0] in shown
    assert all(f"{{{name}}}" in shown for name in wording.names())


def test_a_preview_shows_the_letter_and_saves_nothing(cast, client):
    shown = client.post(address(cast), typed(text=RECEIPT.body + "\n<b>欢迎</b>。", preview="1"))
    assert shown.status_code == 200
    assert "&lt;b&gt;欢迎&lt;/b&gt;。</p>" in shown.content.decode()
    assert "这只是预览" in shown.content.decode()
    assert not Template.objects.exists()


@pytest.mark.parametrize("button", ["preview", "save"])
@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"text": "{理由}"}, "不能用在这份文书里"),
        ({"text": "{申请人.x}"}, "只能写一个名称"),
        ({"text": ""}, "请填写正文"),
        ({"text": "甲\x00"}, "看不见的字符"),
        ({"title": "{申请人}"}, "标题里只写文字"),
        ({"valid_from": "2026-13-01"}, "日期看不懂"),
        ({"base": "9" * 30}, "1000000"),
        ({"base": ""}, "重新打开"),
    ],
)
def test_what_cannot_be_used_is_said_and_stays_typed(cast, client, button, values, says):
    response = client.post(address(cast), typed(**values, **{button: "1"}))
    assert response.status_code == 422
    assert says in unescape(response.content.decode())
    assert not Template.objects.exists()


def test_saving_history_and_giving_up(cast, client):
    assert client.post(address(cast), typed(save="1")).status_code == 302
    assert client.post(address(cast), typed(save="1")).status_code == 422
    assert "<ins>" in client.get(address(cast, "history")).content.decode()
    letter = docx.Document(io.BytesIO(client.get(address(cast, "word")).content))
    assert "欢迎。" in [one.text for one in letter.paragraphs]
    assert client.get(address(cast, "restore")).status_code == 200
    assert client.post(address(cast, "restore"), {"base": 1}).status_code == 302
    assert client.get(address(cast, "restore")).status_code == 404
    assert [one.restored for one in Template.objects.order_by("version")] == [False, True]


def test_samples_come_as_word_and_as_pdf(cast, client):
    assert client.get(address(cast, "pdf")).content.startswith(b"%PDF")
    assert client.get(address(cast, "word")).content.startswith(b"PK")


def test_what_is_another_office_s_or_not_there_does_not_exist(cast, client):
    for place, key in (
        (cast.next_town, "receipt"),
        (cast.village, "receipt"),
        (cast.town, "answer"),
        (cast.town, "x.y"),
    ):
        for name in ("edit", "history", "restore", "word", "pdf"):
            assert client.get(address(cast, name, key, place)).status_code == 404
            assert client.post(address(cast, name, key, place), typed()).status_code == 404
    assert client.get(reverse("letters:list"), {"organisation": cast.next_town.pk}).status_code == 200
    assert (
        "临河镇"
        not in client.get(reverse("letters:list"), {"organisation": cast.next_town.pk}).content.decode()
    )


def test_a_place_without_telephone_still_sees_its_templates(cast):
    client = Client()
    client.force_login(cast.organisation_admin)
    assert "还没有填联系电话" in client.get(address(cast, place=cast.village)).content.decode()
