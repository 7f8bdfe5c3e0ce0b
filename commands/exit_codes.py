"""Exit codes; `shilu --help` explains them."""

OK, INCOMPLETE, USAGE, REFUSED, DAMAGED, TERMINAL, FAULT = range(7)
