"""What is around a publication suggests answers, each with where it is from; what says nothing is not offered."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from jupyter_registry.offering import license_of, offered
from jupyter_registry.types import Dataset, Field, Manifest, Signature, Version
from jupyter_registry.types.manifest import DataFile, Notebook


def version(manifest: Manifest) -> Version:
    """A version with that manifest, published by Kim."""
    return Version(
        model="churn",
        number=1,
        stage="draft",
        stage_reason="",
        digest="sha256:0",
        manifest=manifest,
        published_at=datetime(2026, 1, 1, tzinfo=timezone.utc),
        published_by="Kim",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("                 Apache License\n           Version 2.0, January 2004", "Apache-2.0"),
        ("MIT License\n\nCopyright (c) 2026", "MIT"),
        ("Copyright 2026\n\nPermission is hereby granted, free of charge, to any person", "MIT"),
        ("Redistribution and use in source and binary forms, ...\n3. Neither the name of", "BSD-3-Clause"),
        ("Redistribution and use in source and binary forms, with or without", "BSD-2-Clause"),
        ("GNU LESSER GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007", "LGPL-3.0"),
        ("GNU GENERAL PUBLIC LICENSE\n Version 2, June 1991", "GPL-2.0"),
        ("All rights reserved.", ""),
    ],
)
def test_a_license_is_known_by_the_beginning_of_its_text(text: str, expected: str) -> None:
    """The common licenses have their identifier, other texts none."""
    assert license_of(text) == expected


def test_the_license_of_the_work_tree_is_offered(tmp_path: Path) -> None:
    """The file at the root of the work tree is read, from a folder within it too; outside of one nothing is offered."""
    inside = tmp_path / "notebooks"
    inside.mkdir()
    (tmp_path / "LICENSE").write_text("MIT License\n")
    assert offered("license", version(Manifest()), inside) is None
    (tmp_path / ".git").mkdir()
    found = offered("license", version(Manifest()), inside)
    assert found is not None
    assert (found.value, found.note) == ("MIT", "from LICENSE, where it is the code's")


def test_who_published_is_offered_as_contact(tmp_path: Path) -> None:
    """The contact is the actor, to be accepted by a person."""
    found = offered("contact", version(Manifest()), tmp_path)
    assert found is not None
    assert (found.value, found.origin) == ("Kim", "confirmed")


def test_columns_that_look_personal_are_named(tmp_path: Path) -> None:
    """Inputs and columns are looked at once each; without named columns nothing is said about persons."""
    plain = Signature(inputs=(Field(name="age", dtype="int64"), Field(name="plan", dtype="str")))
    harmless = offered("personal_data", version(Manifest(signature=plain)), tmp_path)
    assert harmless is not None
    assert harmless.value == "No column looks personal (2 looked at)"
    data = (Dataset(name="people", columns=(Field(name="e_mail", dtype="str"), Field(name="age", dtype="int64"))),)
    telling = offered("personal_data", version(Manifest(signature=plain, datasets=data)), tmp_path)
    assert telling is not None
    assert telling.value == "e_mail may be personal (3 looked at)"
    image = Signature(inputs=(Field(name="input", dtype="float32", shape=(None, 3, 224, 224)),))
    assert offered("personal_data", version(Manifest(signature=image)), tmp_path) is None


def test_files_that_the_cells_read_are_offered_as_training_data(tmp_path: Path) -> None:
    """Where no data was found, the files by their names are; fields that nothing is known of have no offer."""
    read = Notebook(files=(DataFile(path="data/wine.csv"), DataFile(path="labels.csv")))
    found = offered("training_data", version(Manifest(notebook=read)), tmp_path)
    assert found is not None
    assert found.value == "wine.csv, labels.csv"
    assert offered("training_data", version(Manifest()), tmp_path) is None
    assert offered("out_of_scope", version(Manifest(notebook=read)), tmp_path) is None
