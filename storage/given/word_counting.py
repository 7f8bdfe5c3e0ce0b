"""How Word writes a number of an automatic numbering: ST_NumberFormat, ISO/IEC 29500-1, 17.18.59."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

_MOST_LETTERS = 30
"""So often Word repeats a letter before it begins anew."""
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def written(number: int, form: str) -> str | None:
    """The number in this format; None where the format is not known here, or not for this number."""
    return _FORMS[form](number) if form in _FORMS else None


def _roman(number: int) -> str | None:
    if not 1 <= number < 4000:
        return None
    told = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        told += letters * count
    return told


def _letters(number: int) -> str | None:
    """From a to z, and then aa, bb, cc."""
    repeated, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (repeated + 1) if 0 <= repeated < _MOST_LETTERS else None


def _upper(form: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda number: told.upper() if (told := form(number)) else None


def _tens(digits: str, ten: str, first: str) -> Callable[[int], str | None]:
    """Up to 99, beyond which the Chinese formats differ; `first` begins 10 to 19."""

    def form(number: int) -> str | None:
        tens, ones = divmod(number, 10)
        if not 1 <= number < 100:
            return None
        return (first if tens == 1 else digits[tens] + ten if tens else "") + (digits[ones] if ones else "")

    return form


def _thousands(number: int) -> str | None:
    """As it is read: 一百零五, 一百一十, 一千零一."""
    if number < 100:
        return _tens(_DIGITS, "十", "十")(number)
    if number >= 10_000:
        return None
    told, is_gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            told += ("零" if is_gap else "") + _DIGITS[digit] + name
        is_gap = bool(told) and not digit
    return told


def _digitwise(number: int) -> str | None:
    return "".join(_DIGITS[int(digit)] for digit in str(number)) if number >= 1 else None


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


def _one_of(signs: str) -> Callable[[int], str | None]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else None


def _from(first: str, count: int) -> Callable[[int], str | None]:
    """Signs that stand in a row in Unicode."""
    return _one_of("".join(chr(ord(first) + step) for step in range(count)))


_FORMS: Mapping[str, Callable[[int], str | None]] = MappingProxyType(
    {
        "none": lambda _: "",
        "decimal": str,
        "decimalHalfWidth": str,
        "decimalZero": lambda number: f"{number:02}",
        "decimalFullWidth": _full_width,
        "lowerRoman": _roman,
        "upperRoman": _upper(_roman),
        "lowerLetter": _letters,
        "upperLetter": _upper(_letters),
        "chineseCounting": _tens(_DIGITS, "十", "十"),
        "chineseCountingThousand": _thousands,
        "japaneseCounting": _tens(_DIGITS, "十", "十"),
        "taiwaneseCounting": _tens(_DIGITS, "十", "十"),
        "taiwaneseCountingThousand": _tens(_DIGITS, "十", "十"),
        "chineseLegalSimplified": _tens(_LEGAL, "拾", "壹拾"),
        "ideographDigital": _digitwise,
        "japaneseDigitalTenThousand": _digitwise,
        "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
        "ideographEnclosedCircle": _from("㊀", 10),
        "decimalEnclosedCircle": _from("①", 20),
        "decimalEnclosedCircleChinese": _from("①", 20),
        "decimalEnclosedFullstop": _from("⒈", 20),
        "decimalEnclosedParen": _from("⑴", 20),
    }
)
