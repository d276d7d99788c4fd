"""Signed notes and checkpoints as C2SP writes them (signed-note, tlog-checkpoint), with Ed25519.

A note is a text that ends in a line break, an empty line, and a line for each signature:
`— <name> <base64 of 4 bytes of the key's hash and the signature>`.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
LONGEST = 64_000


class Malformed(ValueError):
    """Not a note, a key or a checkpoint in the expected form."""


@dataclass(frozen=True)
class Key:
    """A public key with the name it signs under; written `name+hash+base64`."""

    name: str
    public: bytes

    @property
    def hash(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        encoded = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.hash.hex()}+{encoded}"


@dataclass(frozen=True)
class Signature:
    name: str
    hash: bytes
    signature: bytes


@dataclass(frozen=True)
class Note:
    """`text` with its last line break, as it was signed."""

    text: str
    signatures: tuple[Signature, ...]

    def is_signed_by(self, key: Key) -> bool:
        mine = [one for one in self.signatures if (one.name, one.hash) == (key.name, key.hash)]
        return any(_holds(key, self.text, one.signature) for one in mine)


@dataclass(frozen=True)
class Checkpoint:
    """The state of a log: its name, how many leaves, their root; further lines say more, such as the time."""

    origin: str
    size: int
    root: bytes
    more: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        lines = [self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.more]
        return "".join(f"{line}\n" for line in lines)


def _holds(key: Key, text: str, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def private_key(secret: str) -> Ed25519PrivateKey:
    """The key that a secret text of any length stands for; the same text is the same key."""
    return Ed25519PrivateKey.from_private_bytes(sha256(b"mingbai log key\n" + secret.encode()).digest())


def key_of(name: str, private: Ed25519PrivateKey) -> Key:
    return Key(name, private.public_key().public_bytes_raw())


def parse_key(written: str) -> Key:
    parts = written.strip().split("+", 2)
    if len(parts) != 3 or not _is_name(parts[0]):
        raise Malformed("a key is name+hash+base64")
    data = _decoded(parts[2])
    if len(data) != 33 or data[:1] != ED25519:
        raise Malformed("not an Ed25519 key")
    key = Key(parts[0], data[1:])
    if key.hash.hex() != parts[1].lower():
        raise Malformed("the hash is of another key")
    return key


def sign(text: str, name: str, keys: Sequence[Ed25519PrivateKey]) -> str:
    """The note: `text`, signed under one name with each of the keys."""
    if not text.endswith("\n") or not _is_name(name):
        raise Malformed("a text ends in a line break, a name has no blanks and no plus")
    lines = [_line(key_of(name, private), private.sign(text.encode())) for private in keys]
    return text + "\n" + "".join(lines)


def _line(key: Key, signature: bytes) -> str:
    return f"— {key.name} {base64.b64encode(key.hash + signature).decode()}\n"


def parse(note: str) -> Note:
    """Read a note; the signatures are not checked yet. Line breaks of Windows are taken for plain ones."""
    whole = note.replace("\r\n", "\n")
    if len(whole) > LONGEST:
        raise Malformed("too long")
    text, separator, rest = whole.rpartition("\n\n")
    if not separator:
        raise Malformed("no empty line before the signatures")
    lines = [line for line in rest.split("\n") if line]
    if not lines:
        raise Malformed("no signature")
    return Note(text + "\n", tuple(_signature(line) for line in lines))


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "—" or not _is_name(parts[1]):
        raise Malformed("not a line with a signature")
    data = _decoded(parts[2])
    if len(data) < 5:
        raise Malformed("a signature is longer")
    return Signature(parts[1], data[:4], data[4:])


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a note as a checkpoint."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise Malformed("a checkpoint has three lines at least")
    size, root = lines[1], _decoded(lines[2])
    if not (size.isascii() and size.isdigit()) or (size != "0" and size.startswith("0")) or len(root) != 32:
        raise Malformed("the second line is the size, the third the root")
    return Checkpoint(lines[0], int(size), root, tuple(lines[3:-1]))


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Malformed("not base64") from problem


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(one.isspace() for one in name)
