"""Faults made on purpose: processes killed while they publish, many writers at once; each with bugs it must catch."""
