"""Applicants' data at rest: sealed with the newest key of the installation, readable with any of them."""

import base64
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from mingbai.lib.verdict import Denied

SHORTEST_KEY = 32
"""Characters; a shorter key could be guessed."""

LOST = (
    "这部分内容打不开：加密用的密钥（FOI_KEYS 或者数据目录里的 foi_key）换了或者丢了，或者内容被改动过。"
    "请系统管理员从备份里找回原来的密钥。"
)


class Unreadable(Denied):
    """No key of this installation opens what was sealed: pages refuse with these words."""

    def __init__(self) -> None:
        super().__init__(LOST)


def seal(data: bytes) -> bytes:
    return _keys().encrypt(data)


def unseal(data: bytes) -> bytes:
    """What was sealed; `Unreadable` when the key is gone or a byte has changed."""
    try:
        return _keys().decrypt(data)
    except InvalidToken as problem:
        raise Unreadable from problem


def seal_text(text: str) -> str:
    """The sealed text, in ASCII; about 100 characters longer than four thirds of its bytes."""
    return seal(text.encode()).decode()


def unseal_text(token: str) -> str:
    return unseal(token.encode()).decode()


def reseal(data: bytes) -> bytes:
    """The same content under the newest key, so that an older key can be given up; `Unreadable`."""
    try:
        return _keys().rotate(data)
    except InvalidToken as problem:
        raise Unreadable from problem


def _keys() -> MultiFernet:
    return MultiFernet(_fernet(key.strip()) for key in settings.FOI_KEYS)


def _fernet(key: str) -> Fernet:
    if len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(f"FOI_KEYS 里的密钥太短，每把至少要{SHORTEST_KEY}个字符。")
    # The keys are long and random, so one round of hashing gives the form that Fernet wants.
    return Fernet(base64.urlsafe_b64encode(sha256(b"mingbai.foi.sealing:" + key.encode()).digest()))
