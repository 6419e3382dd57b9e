"""The commands, one a file: `SUMMARY`, `configure(parser)` and `run(arguments) -> exit status`.

A module here is imported to print `--help`, so it imports at its top nothing but the standard
library; what it needs to run, it imports in `run`.
"""
