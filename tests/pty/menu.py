"""The menu of actions at F9, in a real terminal."""

from __future__ import annotations

from tests.pty.terminal import Terminal


def choose(terminal: Terminal, initials: str, leads_to: str) -> None:
    """Chooses an action from F9 by its initials and waits for what it shows."""
    terminal.key("f9")
    terminal.wait_for("更多操作")
    terminal.send(initials)
    terminal.key("enter")
    terminal.wait_without("更多操作")
    terminal.wait_for(leads_to)
