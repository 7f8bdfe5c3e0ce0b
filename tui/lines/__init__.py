"""Values as lines of a character grid."""
