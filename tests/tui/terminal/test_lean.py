"""What is left out of the start is there all the same when something asks for it."""

from __future__ import annotations

import subprocess
import sys


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
