"""All that reaches into Textual's inside: keys in turn, cells for frames, a terminal that may do anything.

It is written for one version of Textual, which is pinned; `inside.KNOWN` tells whether that one runs. With
another the program still works, painted by Textual itself.
"""
