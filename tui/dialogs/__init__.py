"""What lies over a screen for a while and gives an answer back to it, each in a file of its own."""
