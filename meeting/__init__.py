"""What is true about a 民主生活会: plain values and pure functions, without files, clock or screen."""
