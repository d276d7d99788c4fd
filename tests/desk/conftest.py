import io

import pytest
from django.test import Client
from docx import Document

from mingbai.disclosures import actions


@pytest.fixture
def at_desk(cast):
    """at_desk("drafter"): a browser in which that person of the cast has signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def draft(cast, content):
    return actions.create(organisation=cast.town, by=cast.drafter, **content)


@pytest.fixture
def submitted(draft, cast):
    actions.submit(information=draft, by=cast.drafter)
    draft.refresh_from_db()
    return draft


def word_file(*paragraphs: str) -> io.BytesIO:
    """A Word file of these paragraphs, as an upload."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    file.name = "关于防火的通告.docx"
    return file


def typed(copy, **changes) -> dict:
    """What the edit form sends for a working copy, with some fields typed otherwise."""
    return {
        "base": copy.latest_revision_id,
        "title": copy.title,
        "body": copy.body,
        "document_number": copy.document_number,
        "issuer_name": copy.issuer_name,
        "written_on": copy.written_on or "",
        "theme": copy.theme_id or "",
        "genre": copy.genre_id or "",
        "catalogue_item": copy.catalogue_item_id or "",
        "openness": copy.openness,
        "ground": copy.ground_id or "",
        "standing": copy.standing,
        "audience": copy.audience,
    } | changes
