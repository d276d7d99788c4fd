"""What everybody sees while a list hangs, and that no name is left anywhere when it is over."""

import io
import re
import unicodedata

import pypdfium2
import pytest
from django.test import Client

from mingbai.channels import actions as channels
from mingbai.channels.models import Posting
from mingbai.channels.states import PlaceKind
from mingbai.disclosures.models import Information
from mingbai.households import actions
from mingbai.households.models import HouseholdList, Objection
from mingbai.households.queries import standing_of
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from mingbai.mirror import actions as mirror
from mingbai.stored import actions as stored
from mingbai.stored import addresses
from tests.households.conftest import SECRETS, identity, line, on, workbook
from tests.sweep.test_addresses import addresses as every_address

NAMES = ("孙大有", "孙＊＊", "欧阳修文", "欧阳＊＊")


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(document[at].get_textpage().get_text_bounded() for at in range(len(document)))


def digits_in(text: str) -> list[str]:
    """Runs of digits that could be a telephone, an account or an identity number."""
    shown = re.sub(r"<(?:script|style|input).*?>|https?://\S+|0999-5550101", "", text)
    return re.findall(r"\d{9,}", unicodedata.normalize("NFKC", shown))


def test_the_page_shows_masked_lines_by_village_and_group(lists, visitor, monday, cast):
    row = lists.posted()
    page = visitor.get(f"/households/{row.pk}/")
    words = page.content.decode()
    assert "孙＊＊" in words and "欧阳＊＊" in words and "812.50" in words
    assert not [secret for secret in SECRETS if secret in words] and digits_in(words) == []
    one = visitor.get(f"/households/{row.pk}/?village={cast.village.pk}&group=三组").content.decode()
    assert "孙＊＊" in one and "欧阳＊＊" not in one
    none = visitor.get(f"/households/{row.pk}/?village={cast.village.pk}&group=九组").content.decode()
    assert "孙＊＊" not in none
    assert "孙＊＊" in visitor.get(f"/households/{row.pk}/?village=x&page=99&q=孙大有").content.decode()


def test_the_page_is_kept_and_indexed_nowhere(lists, visitor, monday):
    row = lists.posted()
    for path in ("/households/", f"/households/{row.pk}/", "/households/query/"):
        answer = visitor.get(path)
        assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex' in answer.content.decode()
    assert "Disallow: /households/" in visitor.get("/robots.txt").content.decode()
    assert not [path for path in addresses.every() if "household" in path]


def test_a_list_that_never_hung_has_no_page(lists, visitor):
    row = lists.approved()
    assert visitor.get(f"/households/{row.pk}/").status_code == 404
    assert visitor.get(f"/households/{row.pk}/object/").status_code == 404
    assert visitor.get("/households/999999/").status_code == 404


def test_a_stopped_list_says_so(lists, visitor, monday):
    row = lists.posted()
    lists.object(row)
    assert "有异议，暂停公示" in visitor.get(f"/households/{row.pk}/").content.decode()
    assert "有异议，暂停公示" in visitor.get("/households/").content.decode()


def _public_pages() -> list[str]:
    """Every address of the site for everybody, with the numbers of all lists in it, and what can be kept."""
    found = set(addresses.every())
    rows = list(HouseholdList.objects.values_list("pk", flat=True))
    for one in every_address():
        route = one.route.replace("^", "").replace("$", "")
        if route.startswith(("desk/", "cms/", "accounts/")):
            continue
        filled = {re.sub(r"<(?:\w+:)?\w+>", str(pk), route) for pk in (*rows, 1)}
        found |= {f"/{path}" for path in filled if not set(path) & set("()[]\\")}
    return sorted(found)


def test_no_copy_of_a_name_is_left_when_the_period_is_over(lists, cast, visitor, settings, tmp_path):
    settings.STORED_PAGES = str(tmp_path / "pages")
    with on(2):
        row = lists.posted()
        assert "孙＊＊" in visitor.get(f"/households/{row.pk}/").content.decode()
        stored.sweep()
        mirror.mirror(folder=tmp_path / "mirror", look="plain")
        lists.object(row)
        decided = Objection.objects.get()
        actions.decide(objection=decided, by=cast.drafter, upheld=False, answer="没有错。")
        actions.draft_totals(row=row, by=cast.drafter)
    for moment in (13, 14):
        with on(moment):
            if moment == 14:
                actions.end_due()
            for path in _public_pages():
                answer = visitor.get(path)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                assert not [name for name in NAMES if name.encode() in body], (path, moment)
            for query in ("孙大有", "孙＊＊", "欧阳"):
                for path in (f"/search/?q={query}", f"/api/v1/records?q={query}", f"/suggest/?q={query}"):
                    hits = visitor.get(path).content.decode().replace(query, "")
                    assert "柳湾村三组" not in hits and "孙＊＊" not in hits
    for file in [*(tmp_path / "pages").rglob("*"), *(tmp_path / "mirror").rglob("*")]:
        if file.is_file():
            assert not [name for name in NAMES if name.encode() in file.read_bytes()], file
    page = visitor.get(f"/households/{row.pk}/").content.decode()
    assert "公示已经结束" in page and "户数和合计" in page and "812.50" in page


def test_the_public_record_of_the_sums_names_nobody(lists, cast, monday):
    row = lists.posted()
    made = actions.draft_totals(row=row, by=cast.drafter)
    assert "柳湾村" in made.body and not [name for name in (*NAMES, *SECRETS) if name in made.body]
    assert not Information.objects.filter(body__contains="孙").exists()


def test_a_corrected_or_withdrawn_list_shows_nothing_and_leads_to_the_new_one(lists, cast, visitor, monday):
    row = lists.posted()
    new = actions.correct(row=row, by=cast.drafter, reason="金额有误")
    gone = visitor.get(f"/households/{row.pk}/")
    assert gone.status_code == 410 and "孙" not in gone.content.decode()
    actions.post(row=lists.sign(new), by=cast.approver)
    assert f"/households/{new.pk}/" in visitor.get(f"/households/{row.pk}/").content.decode()
    actions.withdraw(row=new, by=cast.approver, reason="发错了")
    gone = visitor.get(f"/households/{new.pk}/")
    assert gone.status_code == 410 and "户数和合计" not in gone.content.decode()


# -- the board ----------------------------------------------------------------------------------------------


def test_the_sheet_for_the_board_has_one_village_masked_and_is_refused_after_the_end(lists, cast, at_desk):
    with on(2):
        row = lists.posted(complaints="0989-6123306")
        answer = at_desk(cast.drafter).post(f"/desk/households/{row.pk}/sheet/{cast.village.pk}/")
        text = pdf_text(answer.content)
        assert "柳湾村" in text and "孙＊＊" in text.replace(" ", "") and "欧阳" not in text
        assert "2026年3月2日至2026年3月11日" in re.sub(r"\s", "", text)
        assert not [secret for secret in SECRETS if secret in text] and digits_in(text) == []
        assert text.count("监督电话") == text.count("监督电话：0989-6123306") == 1
        assert "no-store" in answer["Cache-Control"]
    with on(12):
        refused = at_desk(cast.drafter).post(f"/desk/households/{row.pk}/sheet/{cast.village.pk}/")
        assert refused.status_code == 403
        with pytest.raises(Denied):
            actions.print_sheet(row=row, village=cast.village, by=cast.drafter)


def test_boards_are_planned_for_the_villages_on_the_list(lists, cast, office, monday):
    row = lists.posted()
    with pytest.raises(Denied):
        actions.plan_boards(row=row, by=cast.drafter)
    record = office.published()
    HouseholdList.objects.filter(pk=row.pk).update(information=record)
    channels.add_place(organisation=cast.village, kind=PlaceKind.BOARD, name="村委会公示栏", by=cast.drafter)
    actions.plan_boards(row=row, by=cast.drafter)
    posting = Posting.objects.get()
    assert posting.until == standing_of(row).last and posting.information == record


# -- objections and the household itself ----------------------------------------------------------------------


def _key(client: Client, path: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', client.get(path).content.decode())[1]


def test_anybody_objects_without_a_name_once_and_sees_what_came_of_it(lists, cast, visitor, monday):
    row = lists.posted()
    path = f"/households/{row.pk}/object/"
    sent = {"kind": "not_due", "text": "他家在城里有房", "contact": "", "key": _key(visitor, path)}
    assert visitor.post(path, sent | {"text": ""}).status_code == 422
    answer = visitor.post(path, sent).content.decode()
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", answer)[0]
    assert "刚才已经收到" in visitor.post(path, sent).content.decode()
    assert Objection.objects.count() == 1
    assert "城里有房" not in str(list(Objection.objects.values()))
    actions.decide(objection=Objection.objects.get(), by=cast.drafter, upheld=False, answer="房已卖掉。")
    assert "房已卖掉" in visitor.post("/households/objections/", {"code": code.lower()}).content.decode()
    wrong = visitor.post("/households/objections/", {"code": "AAAA-AAAA-AAAA"})
    assert wrong.status_code == 422 and "没有查到" in wrong.content.decode()
    assert "城里有房" not in "".join(str(vars(one)) for one in Event.objects.all())


def test_objections_from_one_address_are_limited(lists, visitor, monday, settings):
    settings.HOUSEHOLDS_PER_HOUR = 1
    row = lists.posted()
    path = f"/households/{row.pk}/object/"
    for text, status in (("一", 200), ("第二个人说的", 422)):
        sent = {"kind": "other", "text": text, "key": _key(visitor, path)}
        answer = visitor.post(path, sent)
        assert answer.status_code == status
    assert "第二个人说的" in answer.content.decode()


def _slips(row, cast, **given) -> list[str]:
    data = actions.print_slips(row=row, by=cast.drafter, **given)
    return re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", pdf_text(data))


def test_slips_are_printed_once_and_open_the_own_line(lists, cast, visitor, monday):
    row = lists.posted()
    codes = _slips(row, cast)
    assert len(codes) == 2 and not [code for code in codes if code in str(list(row.rows.values()))]
    with pytest.raises(Exception, match="已经印过"):
        actions.print_slips(row=row, by=cast.drafter)
    answer = visitor.post("/households/query/", {"code": codes[0].lower(), "tail": identity(1)[-4:]})
    words = answer.content.decode()
    assert "孙大有" in words and "13912345678" in words
    assert identity(1)[:6] in words and identity(1) not in words
    assert "6222021234567890123" not in words and "＊＊＊＊0123" in words
    assert "欧阳" not in words and "no-store" in answer["Cache-Control"]
    again = _slips(row, cast, again=True, reason="纸条被雨淋了")
    assert visitor.post("/households/query/", {"code": codes[0], "tail": identity(1)[-4:]}).status_code == 422
    one = actions.renew_code(household=row.rows.first(), by=cast.drafter)
    assert visitor.post("/households/query/", {"code": again[0], "tail": identity(1)[-4:]}).status_code == 422
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", pdf_text(one))[0]
    assert visitor.post("/households/query/", {"code": code, "tail": identity(1)[-4:]}).status_code == 200


def test_a_household_objects_to_its_own_line(lists, cast, visitor, monday):
    row = lists.posted()
    code = _slips(row, cast)[0]
    page = visitor.post("/households/query/", {"code": code, "tail": identity(1)[-4:]}).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    form = visitor.post("/households/query/object/", {"token": token}).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)[1]
    sent = {"token": token, "kind": "amount", "text": "少了一口人", "contact": "", "key": key}
    assert visitor.post("/households/query/object/", sent).status_code == 200
    made = Objection.objects.get()
    assert (made.way, made.row) == ("own", row.rows.first())
    assert (
        visitor.post("/households/query/object/", sent | {"token": "x" + token})["Location"]
        == "/households/query/"
    )


@pytest.mark.parametrize(
    ("code", "tail"), [("right", "0000"), ("AAAA-AAAA-AAAA", "right"), ("短", "right"), ("\x00", "é")]
)
def test_whatever_is_wrong_is_answered_alike(lists, cast, visitor, monday, code, tail):
    right = _slips(lists.posted(), cast)[0]
    sent = {"code": right if code == "right" else code, "tail": identity(1)[-4:] if tail == "right" else tail}
    answer = visitor.post("/households/query/", sent)
    assert answer.status_code == 422 and "孙" not in answer.content.decode()
    assert code == "\x00" or "没有查到。请对照纸条" in answer.content.decode()


def test_wrong_codes_are_counted_by_address_and_by_code(lists, cast, visitor, monday, settings):
    settings.HOUSEHOLDS_WRONG_PER_CODE = 2
    code = _slips(lists.posted(), cast)[0]
    right = {"code": code, "tail": identity(1)[-4:]}
    for _ in range(2):
        visitor.post("/households/query/", {"code": code, "tail": "0000"})
    often = visitor.post("/households/query/", right, REMOTE_ADDR="10.9.9.9")
    assert often.status_code == 422 and "次数太多" in often.content.decode()
    settings.HOUSEHOLDS_WRONG_PER_CODE, settings.HOUSEHOLDS_WRONG_PER_HOUR = 50, 2
    assert "次数太多" in visitor.post("/households/query/", right).content.decode()
    assert visitor.post("/households/query/", right, REMOTE_ADDR="10.9.9.9").status_code == 200


# -- who sees what at the desk --------------------------------------------------------------------------------


def test_the_next_town_sees_nothing_and_the_county_office_no_household(lists, cast, at_desk, monday):
    row = lists.posted()
    lists.object(row)
    own = at_desk(cast.drafter).get(f"/desk/households/{row.pk}/")
    assert own.status_code == 200 and "孙＊＊" in own.content.decode()
    stranger = at_desk(cast.stranger)
    assert str(row) not in stranger.get("/desk/households/").content.decode()
    for path in (
        f"{row.pk}/",
        f"{row.pk}/import/",
        f"objections/{Objection.objects.get().pk}/",
        f"{row.pk}/slips/",
    ):
        assert stranger.get(f"/desk/households/{path}").status_code == 404
    assert at_desk(cast.county_office).get("/desk/households/kinds/").status_code == 200
    assert at_desk(cast.county_office).get(f"/desk/households/{row.pk}/").status_code == 403
    assert at_desk(cast.auditor).get("/desk/households/").status_code == 403


def test_a_list_goes_its_way_on_the_pages_of_the_desk(lists, cast, at_desk, monday):
    drafter, checker, approver = at_desk(cast.drafter), at_desk(cast.checker), at_desk(cast.approver)
    from_form = {"organisation": cast.town.pk, "area": cast.town.pk, "period_key": "2026Q1",
                 "kind": lists.new().rules.kind_id}  # fmt: skip
    path = drafter.post("/desk/households/new/", from_form)["Location"]
    assert drafter.post("/desk/households/new/", from_form | {"period_key": "x"}).status_code == 422
    row = HouseholdList.objects.get(pk=path.strip("/").split("/")[-1])
    data = io.BytesIO(workbook(row, line(1)))
    data.name = "a.xlsx"
    assert drafter.post(f"{path}import/", {"file": data})["Location"] == path
    assert drafter.post(f"{path}check/").status_code == 403
    assert checker.post(f"{path}check/").status_code == 302
    assert approver.post(f"{path}return/", {"reason": "少一户"}).status_code == 302
    assert checker.post(f"{path}check/").status_code == 302
    assert approver.post(f"{path}approve/").status_code == 302
    assert approver.post(f"{path}post/", {"wanted_until": "2026-03-03"}).status_code == 422
    assert approver.post(f"{path}post/", {}).status_code == 302
    answer = drafter.post(f"{path}slips/", {})
    assert (
        answer["Content-Type"] == "application/pdf" and drafter.post(f"{path}slips/", {}).status_code == 422
    )
    for client in (drafter, checker, approver):
        assert client.get(path).status_code == 200
    entered = drafter.post(f"{path}objection/", {"kind": "other", "way": "letter", "text": "来信反映", "contact": "",
                                                "received_on": "2026-03-02", "key": "abc"})  # fmt: skip
    assert entered.status_code == 302
    case = Objection.objects.get().get_absolute_url()
    assert "来信反映" not in drafter.get(case).content.decode()
    assert "来信反映" in drafter.post(f"{case}person/").content.decode()
    assert drafter.post(f"{case}decide/", {"upheld": "yes", "answer": "属实"}).status_code == 302
    new = drafter.post(f"{path}correct/", {"reason": "核减"})["Location"]
    assert new != path and drafter.get(new).status_code == 200
    assert "已更正" in drafter.get("/desk/households/?tab=past").content.decode()
