"""Shows a meeting in the terminal and takes the recorder's keys."""
