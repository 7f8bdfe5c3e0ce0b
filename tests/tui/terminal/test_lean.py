"""What is left out of the start is there all the same when something asks for it."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

import pytest

from tui.terminal.lean import delay_methods


def python(code: str) -> str:
    """What a fresh interpreter prints, in which nothing of Textual is imported yet."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_what_is_left_out_is_not_imported_with_textual() -> None:
    code = (
        "import sys\nfrom tui.terminal.lean import import_textual\nimport_textual()\n"
        "print('textual.app' in sys.modules, {'ssl', 'platformdirs', 'textual.command'} & set(sys.modules))"
    )
    assert python(code) == "True set()\n"


def test_who_asks_for_it_later_gets_the_real_one() -> None:
    code = (
        "from tui.terminal.lean import import_textual\nimport_textual()\n"
        "import ssl, platformdirs\nfrom textual.command import CommandPalette\n"
        "print(all([ssl.OPENSSL_VERSION, platformdirs.user_data_dir('x'), CommandPalette.BINDINGS]))"
    )
    assert python(code) == "True\n"


def test_with_another_textual_nothing_is_left_out() -> None:
    code = (
        "import sys\nfrom tui.terminal import inside\ninside.KNOWN = False\n"
        "from tui.terminal.lean import import_textual\nimport_textual()\n"
        "print({'platformdirs', 'textual.command'} <= set(sys.modules))"
    )
    assert python(code) == "True\n"


@pytest.fixture
def is_delayed(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(dataclasses, "_create_fn"):
        pytest.skip("this Python has nothing to delay")
    # Set to what it is, so that it is put back.
    monkeypatch.setattr(dataclasses, "_create_fn", dataclasses._create_fn)
    delay_methods()


def made() -> Any:
    """A class with everything that dataclasses write methods for."""

    @dataclass(frozen=True, slots=True, order=True)
    class Point:
        x: int
        y: int = 0
        names: tuple[str, ...] = field(default_factory=tuple)

        def __post_init__(self) -> None:
            if self.x < 0:
                raise ValueError("left of everything")

    return Point


@pytest.mark.usefixtures("is_delayed")
def test_a_delayed_class_behaves_as_any_other() -> None:
    point = made()
    one, same, other = point(1, names=("a",)), point(1, 0, ("a",)), point(2)
    for _ in range(2):
        assert one == same and hash(one) == hash(same) and one != other
        assert one < other and not one >= other
        assert repr(one).endswith("Point(x=1, y=0, names=('a',))")
        assert dataclasses.replace(one, x=2, names=()) == other
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.x = 3
        with pytest.raises(dataclasses.FrozenInstanceError):
            del one.x
        with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
            point()
        with pytest.raises(ValueError, match="left of everything"):
            point(-1)


@pytest.mark.usefixtures("is_delayed")
def test_a_delayed_method_is_compiled_once_and_then_takes_its_own_place() -> None:
    point = made()
    before = vars(point)["__eq__"]
    assert point(1) == point(1)
    after = vars(point)["__eq__"]
    assert after is not before and after.__qualname__ == before.__qualname__
    assert point(1) == point(1)
    assert vars(point)["__eq__"] is after


@pytest.mark.usefixtures("is_delayed")
def test_a_class_that_inherits_finds_the_delayed_methods() -> None:
    class Named(made()):  # type: ignore[misc]
        pass

    assert Named(1) == Named(1)
    assert Named(1).names == ()


@pytest.mark.usefixtures("is_delayed")
def test_delaying_twice_is_delaying_once() -> None:
    delayed = dataclasses._create_fn  # type: ignore[attr-defined]
    delay_methods()
    assert dataclasses._create_fn is delayed  # type: ignore[attr-defined]
