"""Characters of symbol fonts (w:sym) as Unicode."""

WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x28: "☎", 0x2A: "✉",
}  # fmt: skip
WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x98: "●", 0xA2: "■"}
SYMBOL = {
    0xB7: "•",
    0xB0: "°",
    0xB1: "±",
    0xB4: "×",
    0xB8: "÷",
    0xA3: "≤",
    0xB3: "≥",
    0xB9: "≠",
    0xA5: "∞",
    0x6D: "μ",
}
FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "symbol": SYMBOL}
UNKNOWN = "�"


def character(code: str | None, font: str | None) -> str:
    """`code` is hexadecimal, often in the private area F000–F0FF of a symbol font."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return UNKNOWN
    if 0xF000 <= number <= 0xF0FF:
        number -= 0xF000
    elif number >= 0x100:
        return chr(number) if number < 0xD800 or 0xF900 <= number < 0x110000 else UNKNOWN
    return FONTS.get((font or "").lower(), {}).get(number, UNKNOWN)
