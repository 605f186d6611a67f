"""The tools of the front end, run as part of the one test command."""
