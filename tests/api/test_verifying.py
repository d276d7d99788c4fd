"""Was this published here, when, by whom, and is it unchanged?"""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingbai.api.rules.typed import typed
from mingbai.api.views import uploads
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information


@pytest.fixture
def with_file(cast, desk, content):
    record = actions.create(organisation=cast.town, by=cast.drafter, **content)
    actions.attach(information=record, by=cast.drafter, data="附件说明".encode(), filename="说明.txt")
    record.refresh_from_db()
    actions.submit(information=record, by=cast.drafter)
    record.refresh_from_db()
    return actions.publish(information=desk.approve_all(record), by=cast.approver)


def verdict(get, **asked: str) -> str:
    return get("verify?" + "&".join(f"{name}={value}" for name, value in asked.items())).json()["result"]


def test_a_digest_tells_present_and_earlier_wording_apart(published, correct, get):
    digest, number = published.public_digest, published.index_number
    found = get(f"verify?digest={digest.upper()}").json()
    assert (found["result"], found["unchanged"]) == ("current", True)
    assert found["record"]["issuer"] == published.issuer_name and found["version"]["number"] == 1
    newer = correct(published)
    assert verdict(get, digest=digest) == verdict(get, digest=digest, index_number=number) == "earlier"
    assert verdict(get, digest=newer.public_digest, index_number=number) == "current"
    assert verdict(get, digest="0" * 64, index_number=number) == "different"
    assert verdict(get, index_number=number) == "published"


def test_what_was_taken_back_says_so_and_what_never_was_public_is_unknown(cast, published, get):
    digest, number = published.public_digest, published.index_number
    actions.withdraw(information=published, reason="数据有误", by=cast.approver)
    assert verdict(get, digest=digest) == verdict(get, index_number=number) == "withdrawn"
    actions.remove(information=published, reason="不应公开", by=cast.approver)
    found = get(f"verify?digest={digest}").json()
    assert found["result"] == "removed" and found["record"] is None and found["version"] is None
    Information.objects.filter(pk=published.pk).update(audience="internal")
    assert verdict(get, digest=digest) == verdict(get, index_number=number) == "unknown"


def test_a_row_that_was_changed_behind_our_back_is_not_vouched_for(published, get):
    Information.objects.filter(pk=published.pk).update(body="<p>偷偷改的。</p>")
    found = get(f"verify?digest={published.public_digest}").json()
    assert found["result"] == "broken" and "打电话" in found["message"]


def test_addresses_of_this_site_are_known_and_others_are_warned_of(with_file, get, settings):
    file = with_file.files.get()
    base = settings.MINGBAI_BASE_URL
    assert verdict(get, url=f"{base}/r/{with_file.pk}/") == "published"
    assert verdict(get, url=f"/files/{file.pk}/", digest=file.public_digest) == "current"
    assert verdict(get, url=f"/files/{file.pk}/", digest="0" * 64) == "different"
    assert verdict(get, url=f"https://mingbai.example.com/r/{with_file.pk}/") == "elsewhere"
    assert verdict(get, url="/search/") == "unknown"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 1A" + "0" * 62 + "\n", ("1a" + "0" * 62, None, None, "", "")),
        ("MB10-2026-00001", ("", None, None, "MB10-2026-00001", "")),
        ("119900010099116602/2026-00003", ("", None, None, "119900010099116602/2026-00003", "")),
        ("www.gov.example/r/5", ("", 5, None, "", "")),
        ("http://gov.example/r/5/versions/1/", ("", 5, None, "", "")),
        ("https://gov.example@evil.example/r/5/", ("", None, None, "", "evil.example")),
        ("http://[::1/r/5", ("", None, None, "", "http://[::1/r/5")),
        ("/files/7/a.pdf", ("", None, 7, "", "")),
        ("/r/" + "9" * 400, ("", None, None, "", "")),
    ],
)
def test_what_is_pasted_is_understood(text, expected):
    assert tuple(typed(text, {"www.gov.example", "gov.example"})) == expected


def test_the_page_answers_in_plain_words(published, client):
    page = client.get(reverse("api:verify"), {"q": published.index_number}).content.decode()
    assert "这是本站公开的信息" in page and published.title in page
    for wrong in ("不存在的号", "\x00", "http://[", "9" * 600, "<script>alert(1)</script>"):
        answer = client.get(reverse("api:verify"), {"q": wrong})
        assert answer.status_code == 200 and "<script>alert" not in answer.content.decode()
    assert not client.get(reverse("api:verify")).cookies


def test_a_file_is_only_looked_through(with_file, client, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1
    same = SimpleUploadedFile("说明.txt", "附件说明".encode())
    public = with_file.files.get().public_digest
    if hashlib.sha256("附件说明".encode()).hexdigest() != public:
        pytest.skip("the stripped copy differs")
    page = client.post(reverse("api:verify-file"), {"file": same}).content.decode()
    assert "和本站现在公开的内容一致" in page and with_file.title in page
    other = client.post(reverse("api:verify-file"), {"file": SimpleUploadedFile("a.txt", b"changed")})
    assert "本站没有公开过" in other.content.decode() and "no-store" in other["Cache-Control"]


def test_no_file_an_empty_one_and_a_huge_one_are_refused_with_words(cast, client, monkeypatch):
    address = reverse("api:verify-file")
    assert "没有收到文件" in client.post(address).content.decode()
    empty = client.post(address, {"file": SimpleUploadedFile("a.txt", b"")})
    assert empty.status_code == 422
    monkeypatch.setattr(uploads, "MOST_BYTES", 3)
    big = client.post(address, {"file": SimpleUploadedFile("a.txt", b"1234")})
    assert big.status_code == 413 and "MB" in big.content.decode()
    assert client.get(address).status_code == 200
