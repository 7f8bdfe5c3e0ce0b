"""The key table: what TERMINAL users rely on."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tui import keys
from tui.dialogs.help import help_text
from tui.keymap import STANDARD

# tmux, screen, input methods, terminal signals, keys that terminals send as others, and emptying the line.
TAKEN = {f"ctrl+{letter}" for letter in "abcvhijmqu"} | {"f4", "f10", "f11", "ctrl+space", "ctrl+.", "ctrl+;"}
VITAL = {
    "live": {"confirm", "stay", "stamp", "aside", "no_opinion", "menu", "record"},
    "record": {"amend", "add", "menu", "leave"},
    "roster": {"forward", "menu"},
    "agenda": {"start", "menu"},
}


@pytest.mark.parametrize("place", keys.PLACES)
def test_every_footer_fits_eighty_columns(place: str) -> None:
    assert cell_len(STANDARD.footer(place)) <= 78


@pytest.mark.parametrize("place", keys.PLACES)
def test_no_key_means_two_things_in_one_place(place: str) -> None:
    used = [key for action in keys.PLACES[place] for key in action.keys]
    assert len(used) == len(set(used))


@pytest.mark.parametrize("place", keys.PLACES)
def test_no_key_is_one_that_something_else_takes(place: str) -> None:
    used = {key for action in keys.PLACES[place] for key in action.keys}
    assert not used & TAKEN
    assert not any(key.startswith("alt+") for key in used)


@pytest.mark.parametrize("place", keys.PLACES)
def test_no_bare_letter_or_digit_is_a_command(place: str) -> None:
    assert not [key for action in keys.PLACES[place] for key in action.keys if len(key) == 1]


@pytest.mark.parametrize("place", VITAL)
def test_every_vital_action_has_two_keys(place: str) -> None:
    few = {key.action for key in keys.PLACES[place] if key.action in VITAL[place] and len(key.keys) < 2}
    assert not few


@pytest.mark.parametrize(
    "place", [place for place in keys.PLACES if place not in ("choose", "form", "palette", "reading")]
)
def test_what_has_one_key_or_none_is_in_the_menu_or_plain(place: str) -> None:
    lone = [key for key in keys.PLACES[place] if len(key.keys) < 2 and not keys.in_menu(key)]
    assert all(key.keys for key in lone)


@pytest.mark.parametrize("place", keys.PLACES)
def test_help_names_every_action(place: str) -> None:
    page = "".join(help_text(STANDARD, place).split())
    assert all("".join(key.explains.split())[:12] in page for key in keys.PLACES[place])


def test_every_place_has_a_name_for_help() -> None:
    assert set(keys.PLACE_NAMES) == set(keys.PLACES) | set(keys.FOCUS)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_key_table_of_the_readme_is_the_program_s(readme: str) -> None:
    text = (Path(__file__).parents[2] / readme).read_text(encoding="utf-8")
    shown = text.partition("<!-- keys -->\n")[2].partition("\n<!-- /keys -->")[0]
    assert shown == STANDARD.markdown(("live", "record"))
