"""Which typefaces of this machine stand in for those of a layout, for files that carry their letters."""

from collections.abc import Iterable, Mapping, Sequence

from mingbai.documents.official.layout import Face, Layout
from mingbai.documents.typesetting import installed

LATIN_STAND_INS = ("Liberation Serif", "Tinos", "Nimbus Roman", "FreeSerif", "DejaVu Serif")
CHINESE = (
    "Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif SC", "Source Han Sans SC", "FangSong",
    "SimSun", "SimHei", "Microsoft YaHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "AR PL UMing CN",
    "Droid Sans Fallback",
)  # fmt: skip
"""Tried where nothing that the layout names is installed."""


class NoChineseFont(Exception):
    """The machine has no typeface with Chinese characters, so that a PDF would show empty boxes."""

    def __init__(self) -> None:
        super().__init__(
            "服务器上没有安装中文字体，不能生成 PDF。请系统管理员执行：sudo apt install fonts-noto-cjk，"
            "然后重新启动本平台。Word 文件不受影响。"
        )


def families() -> Mapping[str, str]:
    """Lower-case name → name of every installed family."""
    return {name.lower(): name for name in installed().families()}


def present(names: Iterable[str], known: Mapping[str, str]) -> list[str]:
    """Those of `names` that are installed, in their order."""
    return list(dict.fromkeys(known[name.lower()] for name in names if name.lower() in known))


def chinese_of(face: Face, known: Mapping[str, str]) -> list[str]:
    """The typefaces with which `face` is set; `NoChineseFont` when there is none."""
    found = present((face.name, *face.others, *CHINESE), known)
    if not found:
        raise NoChineseFont
    return found


def faces_of(layout: Layout) -> dict[str, tuple[Face, Sequence[object]]]:
    """Every face of the layout with what it is set in; Latin letters and digits have their own first."""
    known = families()
    latin = present((layout.latin, *LATIN_STAND_INS), known)[:1]
    first = [{"name": name, "covers": "latin-in-cjk"} for name in latin]
    return {name: (face, [*first, *chinese_of(face, known)]) for name, face in layout.faces().items()}
