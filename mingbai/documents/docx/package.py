"""The parts of a Word package and how they refer to each other."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from mingbai.documents.archives import Archive
from mingbai.documents.docx.names import PKG_RELS, transitional
from mingbai.documents.markup import parse
from mingbai.documents.refusals import Refused

RELATIONSHIP = f"{{{PKG_RELS}}}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """`target` is a member name, or an address when `external`; `type` is the last word of its URI."""

    type: str
    target: str
    external: bool


class Package:
    """Word and Excel files alike: an archive, its content types, its relationships."""

    def __init__(self, archive: Archive) -> None:
        if "[Content_Types].xml" not in archive:
            raise Refused("corrupt")
        self.archive = archive
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._types, self._defaults = self._content_types()
        self.main = self._main_part()

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Of a member ("" for the package itself), by id."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def part(self, name: str) -> etree._Element:
        """The root of an XML member, in the transitional vocabulary."""
        try:
            data = self.archive.read(name)
        except KeyError as error:
            raise Refused("corrupt") from error
        return parse(transitional(data))

    def related(self, part: str, kind: str) -> str | None:
        """The member to which `part` has its first inner relationship of this kind."""
        for relationship in self.relationships(part).values():
            if (
                relationship.type == kind
                and not relationship.external
                and relationship.target in self.archive
            ):
                return relationship.target
        return None

    def media_type(self, name: str) -> str:
        """The declared content type of a member, "" when none is declared."""
        name = name.lower()
        return self._types.get("/" + name) or self._defaults.get(name.rpartition(".")[2], "")

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        types, defaults = {}, {}
        for element in parse(self.archive.read("[Content_Types].xml")):
            media_type = element.get("ContentType", "")
            if "PartName" in element.attrib:
                types[element.get("PartName", "").lower()] = media_type
            else:
                defaults[element.get("Extension", "").lower()] = media_type
        return types, defaults

    def _main_part(self) -> str:
        main = self.related("", "officeDocument")
        if main is None:
            raise Refused("corrupt")
        return main

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        folder, _, name = part.rpartition("/")
        member = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if member not in self.archive:
            return {}
        return {
            element.get("Id", ""): Relationship(
                element.get("Type", "").rpartition("/")[2],
                _resolve(folder, element),
                element.get("TargetMode") == "External",
            )
            for element in parse(self.archive.read(member)).iter(RELATIONSHIP)
        }


def _resolve(folder: str, element: etree._Element) -> str:
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        return target
    target = unquote(target)
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
