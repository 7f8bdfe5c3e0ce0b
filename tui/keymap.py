"""The keys as they are in force: the table of `tui.keys` with what a user's config.toml changes in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, cast

from tui.keys import PLACE_NAMES, PLACES, UNASSIGNED, Key, in_menu, key_named, name

_FREE = {f"f{number}" for number in (1, 2, 3, 5, 6, 7, 8, 9, 12)} | {"tab", "shift+tab", "insert"}
_TAKEN = {
    **{f"ctrl+{letter}": "终端里它就是退格、Tab、回车" for letter in "hijm"},
    "ctrl+a": "screen 用它",
    "ctrl+b": "tmux 用它",
    "ctrl+c": "它用来中断程序",
    "ctrl+q": "它用来恢复被停住的终端",
    "ctrl+u": "它用来删去光标左边的字",
    "ctrl+v": "终端用它来粘贴",
    "ctrl+y": "它用来重做",
    "ctrl+z": "它用来撤销",
    "escape": "它总是返回",
    "f4": "输入法用它",
    "f10": "终端的菜单用它",
    "f11": "终端的全屏用它",
}
_SHOWN = re.compile(r"(?<![A-Za-z0-9+])(?:F[0-9]{1,2}|Tab)(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Keymap:
    """Every place's actions with the keys that they have for this user."""

    places: Mapping[str, tuple[Key, ...]]
    changed: Mapping[str, tuple[str, ...]]
    """The keys of each action that differs from the table, by its id."""

    def footer(self, place: str) -> str:
        """The line of keys at the foot of a screen."""
        return "  ".join(f"{name(key.keys[0])} {key.label}" for key in self.at_foot(place))

    def at_foot(self, place: str) -> tuple[Key, ...]:
        """The actions that stand at the foot of a screen."""
        return tuple(key for key in self.places[place] if key.keys and key.in_footer)

    def told(self, place: str, sentence: str) -> str:
        """A sentence written with the keys of the table, with those of this user in their stead."""
        if not self.changed:
            return sentence
        shown = {name(key.keys[0]): key for key in PLACES[place] if key.keys}
        now = {key.action: key for key in self.places[place]}

        def key_now(found: re.Match[str]) -> str:
            key = shown.get(found.group())
            return self._first_name(place, now[key.action]) if key else found.group()

        return _SHOWN.sub(key_now, sentence)

    def menu(self, place: str) -> tuple[Key, ...]:
        """Every action of a place as F9 lists it: first what the footer does not show; help is the last."""
        first = {key.action for key in PLACES[place] if in_menu(key)}
        listed = [key for key in self.places[place] if key.action not in ("menu", "escape")]
        return tuple(sorted(listed, key=lambda key: (key.action not in first, key.action == "help")))

    def names(self, place: str, key: Key) -> str:
        """The keys of an action, or that it stands in the menu of its place."""
        if key.keys:
            return " / ".join(name(one) for one in key.keys)
        menu = next(one for one in self.places[place] if one.action == "menu")
        return f"{name(menu.keys[0])} {menu.label}"

    def _first_name(self, place: str, key: Key) -> str:
        return name(key.keys[0]) if key.keys else f"{self.names(place, key)}“{key.label}”"

    @property
    def overrides(self) -> dict[str, str]:
        """What Textual is to bind otherwise than the table says, by the ids of its bindings."""
        return {action: ",".join(keys) or UNASSIGNED for action, keys in self.changed.items()}

    def rows(self) -> Iterator[tuple[str, Key]]:
        """Every action with the name of its place."""
        for place, actions in self.places.items():
            for key in actions:
                yield place, key

    def markdown(self, places: tuple[str, ...]) -> str:
        """The key table of the READMEs."""
        lines = ["| 屏 | 键 | 操作 | 说明 |", "| --- | --- | --- | --- |"]
        for place, key in self.rows():
            if place in places:
                lines.append(
                    f"| {PLACE_NAMES[place]} | {self.names(place, key)} | {key.label} | {key.explains} |"
                )
        return "\n".join(lines)


STANDARD = Keymap(PLACES, {})


class _Keyed(Protocol):
    keymap: Keymap


def keymap_of(app: object) -> Keymap:
    """The keys that are in force in the running program."""
    return cast(_Keyed, app).keymap


def remapped(wanted: Mapping[str, tuple[str, ...]]) -> tuple[Keymap, tuple[str, ...]]:
    """The keys with what the user wants instead, by action id as `shilu keys` prints it.

    What can't be is left as the table has it, and each such case gives a sentence.
    """
    if not wanted:
        return STANDARD, ()
    problems: list[str] = []
    taken: dict[str, tuple[str, ...]] = {}
    for action, written in wanted.items():
        keys = tuple(dict.fromkeys(map(key_named, written)))
        if problem := _problem(action, keys):
            problems.append(problem)
        else:
            taken[action] = keys
    while clash := _clash(_places(taken)):
        place, key, actions = clash
        ids = [f"{place}.{action}" for action in actions]
        labels = "”又是“".join(one.label for one in PLACES[place] if one.action in actions)
        problems.append(f"{PLACE_NAMES[place]}：{name(key)} 不能既是“{labels}”，这几项仍用原来的键。")
        taken = {action: keys for action, keys in taken.items() if action not in ids}
    return Keymap(_places(taken), taken), tuple(problems)


def _places(taken: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Key, ...]]:
    """The table with these keys; the practice has those of the meeting that it is for."""
    places = {
        place: tuple(replace(key, keys=taken.get(f"{place}.{key.action}", key.keys)) for key in actions)
        for place, actions in PLACES.items()
    }
    live = {key.action: key.keys for key in places["live"]}
    places["practice"] = tuple(replace(key, keys=live[key.action]) for key in places["practice"])
    return places


def _problem(action: str, keys: tuple[str, ...]) -> str:
    place, _, verb = action.partition(".")
    known = {key.action: key for key in PLACES.get(place, ())}
    if place == "practice" or verb not in known:
        return f"没有“{action}”这一项操作；编号见 shilu keys。"
    for key in keys:
        if key in _TAKEN and key not in known[verb].keys:
            return f"“{action}”：{name(key)} 不能用，{_TAKEN[key]}。"
        if key not in _FREE and not re.fullmatch("ctrl[+][a-z]", key) and key not in known[verb].keys:
            free = "F1 到 F9、F12（F4 除外），Ctrl 加字母，Tab，Insert"
            return f"“{action}”：没有“{name(key)}”这个键；可用 {free}。"
    if "escape" in known[verb].keys and "escape" not in keys:
        return f'“{action}”要留着 Esc：屏上处处说 Esc 返回；可另外加键，写成 ["Esc", …]。'
    if not keys and (verb in ("menu", "help", "confirm") or not any(one == "menu" for one in known)):
        return f"“{action}”至少要有一个键，否则就按不到了。"
    return ""


def _clash(places: Mapping[str, tuple[Key, ...]]) -> tuple[str, str, list[str]] | None:
    """The first place and key with several actions."""
    for place, actions in places.items():
        if place == "practice":
            continue
        users: dict[str, list[str]] = {}
        for key in actions:
            for one in key.keys:
                users.setdefault(one, []).append(key.action)
        for one, named in users.items():
            if len(named) > 1:
                return place, one, named
    return None
