"""The command line: the only place that reads files and the clock, prints, writes and exits."""
