"""What `shilu` does without a screen: one file a command, each wired from storage, exporters and rules."""
