"""What one walk over a Word package knows and collects."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from mingbai.documents.content import Block, Notices
from mingbai.documents.docx.names import CHOICE, FALLBACK, UNDERSTOOD
from mingbai.documents.docx.numbering import Numbering
from mingbai.documents.docx.package import Package, Relationship
from mingbai.documents.docx.styles import Styles


@dataclass(slots=True)
class Field:
    """A complex field that is open: its code, and where its result leads."""

    code: str = ""
    in_result: bool = False
    address: str = ""


@dataclass
class State:
    """`walk_blocks` is the walk over block elements, which text boxes and cells call again."""

    package: Package
    part: str
    styles: Styles
    notices: Notices
    walk_blocks: Callable[[etree._Element], list[Block]]
    fields: list[Field] = field(default_factory=list)
    fields_balance: bool = True  # every field of the part is closed: its code can be told from its result
    image_names: dict[str, str] = field(default_factory=dict)  # member -> name
    notes: list[tuple[str, str]] = field(default_factory=list)  # (footnotes or endnotes, id) as referred to
    open_codes: int = 0  # fields whose code is being read; their text is not shown
    table_hides: bool = False  # the style of the table around says hidden

    @cached_property
    def numbering(self) -> Numbering:
        """Read when the first numbered paragraph asks: many documents have the part and no list."""
        part = self.package.related(self.package.main, "numbering")
        return Numbering(self.package.part(part) if part else None)

    def relationship(self, relationship_id: str | None) -> Relationship | None:
        return self.package.relationships(self.part).get(relationship_id or "")

    def image_name(self, member: str) -> str:
        """A short name for a picture member, its own within the document."""
        name = self.image_names.get(member)
        if name is None:
            name = posixpath.basename(member)
            if name in self.image_names.values():
                name = f"{len(self.image_names) + 1}-{name}"
            self.image_names[member] = name
        return name


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent that is shown."""
    for branch in alternate:
        if branch.tag == CHOICE and set(branch.get("Requires", "").split()) <= UNDERSTOOD:
            return branch
        if branch.tag == FALLBACK:
            return branch
    return None
