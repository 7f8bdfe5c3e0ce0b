"""What an action of a screen asks and does, each in a file that is imported when first chosen."""
