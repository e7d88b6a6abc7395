"""What each command takes: one file each, with its words for `--help`. Nothing heavy is imported before it runs."""
