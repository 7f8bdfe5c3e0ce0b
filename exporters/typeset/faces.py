"""字体: which faces of this machine a PDF is set in, and what stands in for those that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from exporters.errors import NotWritten
from exporters.profile import Profile

# The names that one and the same face bears: by its Chinese name, in English, and in its file.
_ALIKE = (
    ("仿宋", "FangSong"),
    ("仿宋_GB2312", "FangSong_GB2312"),
    ("方正仿宋_GBK", "FZFangSong-Z02"),
    ("方正仿宋简体", "FZFangSong-Z02S"),
    ("华文仿宋", "STFangsong"),
    ("Fandol 仿宋", "FandolFang R", "FandolFang"),
    ("楷体", "KaiTi"),
    ("楷体_GB2312", "KaiTi_GB2312"),
    ("方正楷体_GBK", "FZKai-Z03"),
    ("方正楷体简体", "FZKai-Z03S"),
    ("华文楷体", "STKaiti"),
    ("Fandol 楷体", "FandolKai"),
    ("文鼎楷体", "AR PL UKai CN"),
    ("黑体", "SimHei"),
    ("方正黑体_GBK", "FZHei-B01"),
    ("方正黑体简体", "FZHei-B01S"),
    ("华文黑体", "STHeiti"),
    ("Fandol 黑体", "FandolHei"),
    ("思源黑体", "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC"),
    ("文泉驿正黑", "WenQuanYi Zen Hei"),
    ("文泉驿微米黑", "WenQuanYi Micro Hei"),
    ("Droid Sans Fallback", "Droid Sans Fallback Full"),
    ("宋体", "SimSun", "NSimSun"),
    ("方正书宋_GBK", "FZShuSong-Z01"),
    ("方正书宋简体", "FZShuSong-Z01S"),
    ("华文宋体", "STSong"),
    ("华文中宋", "STZhongsong"),
    ("Fandol 宋体", "FandolSong"),
    ("思源宋体", "Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC"),
    ("文鼎宋体", "AR PL UMing CN"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
)
_FANGSONG = ("仿宋", "仿宋_GB2312", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋", "Fandol 仿宋")
_KAITI = ("楷体", "楷体_GB2312", "方正楷体_GBK", "方正楷体简体", "华文楷体", "Fandol 楷体", "文鼎楷体")
_HEITI = ("黑体", "方正黑体_GBK", "方正黑体简体", "华文黑体", "Fandol 黑体", "思源黑体")
_SONGTI = ("宋体", "方正书宋_GBK", "方正书宋简体", "华文宋体", "思源宋体", "Fandol 宋体", "文鼎宋体")
_XIAOBIAOSONG = ("方正小标宋简体", "方正小标宋_GBK", "华文中宋", "思源宋体")
_SANS = ("文泉驿正黑", "文泉驿微米黑", "Droid Sans Fallback")

_INSTEAD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fangsong": (*_FANGSONG, *_SONGTI, *_KAITI, *_HEITI, *_SANS),
        "kaiti": (*_KAITI, *_FANGSONG, *_SONGTI, *_HEITI, *_SANS),
        "heiti": (*_HEITI, *_SANS, *_SONGTI, *_FANGSONG, *_KAITI),
        "songti": (*_SONGTI, *_FANGSONG, *_KAITI, *_HEITI, *_SANS),
        "title": (*_XIAOBIAOSONG, *_SONGTI, *_HEITI, *_SANS, *_FANGSONG, *_KAITI),
    }
)
"""For each part of the profile, what may stand in for its face: the likest first."""

_NAMES = MappingProxyType({name.casefold(): names for names in _ALIKE for name in names})


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces that a PDF is set in."""

    families: Mapping[str, tuple[str, ...]]
    """For each part of the profile the families to take its characters from, the best first."""
    told: str
    """Which faces are missing, and what is used instead; empty where all are here."""


def found(profile: Profile, installed: Iterable[str]) -> Faces:
    """The faces of the profile among the installed families, or what is likest to them.

    Raises `NotWritten` where there is no Chinese face at all.
    """
    here = {family.casefold(): family for family in installed}
    families: dict[str, tuple[str, ...]] = {}
    told: dict[str, str] = {}
    for part, instead in _INSTEAD.items():
        wanted: str = getattr(profile, part)
        # All of them: a face that lacks a character of a name leaves it to the next.
        row = [(face, family) for face in (wanted, *instead) for family in _families(face, here)]
        if not row:
            raise NotWritten(
                "没有导出：这台机器上没有写 PDF 能用的中文字体。请安装仿宋、楷体、黑体、宋体和小标宋，"
                "或请管理员执行 apt-get install fonts-noto-cjk；也可以改用 Word 文档（.docx）。"
            )
        families[part] = tuple(dict.fromkeys(family for _, family in row))
        if not any(_families(wanted, here)):
            told[wanted] = f"“{wanted}”用了“{row[0][0]}”"
    if profile.digits and not any(_families(profile.digits, here)):
        told[profile.digits] = f"数字的“{profile.digits}”用了周围文字的字体"
    missing = "，".join(told.values())
    return Faces(families, f"缺少的字体用别的代替了：{missing}。" if missing else "")


def _families(face: str, here: Mapping[str, str]) -> Iterator[str]:
    """The names under which a face is installed."""
    for name in _NAMES.get(face.casefold(), (face,)):
        if name.casefold() in here:
            yield here[name.casefold()]
