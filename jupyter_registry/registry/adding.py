"""The methods of a registry that add to versions, and shape their cards."""

from __future__ import annotations

from collections.abc import Iterable

from .. import requests as r
from .. import types as t
from ..backend import Backend
from .changing import new_id


class Adding:
    """One method for each verb that records something, or defines what a card holds."""

    backend: Backend

    def undo_publish(self, ref: str) -> t.Withdrawn:
        """Take your own version away while nobody has used it; raises ``Conflict`` once somebody did."""
        return self.backend.handle(r.UndoPublish(request_id=new_id(), ref=ref))

    def add_evaluation(self, ref: str, evaluation: t.Evaluation) -> t.Records:
        """Add metrics measured on a version after it was published."""
        return self.backend.handle(r.AddEvaluation(request_id=new_id(), ref=ref, evaluation=evaluation))

    def add_check(self, ref: str, check: t.Check) -> t.Records:
        """Add an automatic verdict about a version."""
        return self.backend.handle(r.AddCheck(request_id=new_id(), ref=ref, check=check))

    def record_deployment(self, ref: str, deployment: t.Deployment) -> t.Records:
        """Note where a version is in use, or that it no longer is."""
        return self.backend.handle(r.RecordDeployment(request_id=new_id(), ref=ref, deployment=deployment))

    def record_reuse(self, ref: str, reuse: t.Reuse) -> t.Records:
        """Note that a version was loaded, or why it was not."""
        return self.backend.handle(r.RecordReuse(ref=ref, reuse=reuse))

    def add_comment(self, ref: str, comment: t.Comment) -> t.Records:
        """Say something about a version, or answer what somebody said."""
        return self.backend.handle(r.AddComment(request_id=new_id(), ref=ref, comment=comment))

    def remove_comment(self, ref: str, sequence: int) -> t.Records:
        """Take a comment of your own away."""
        return self.backend.handle(r.RemoveComment(request_id=new_id(), ref=ref, sequence=sequence))

    def add_link(self, ref: str, relation: str, target: str) -> t.Lineage:
        """Add a link to the lineage of a version; raises ``Conflict`` for a circle."""
        link = t.Link(relation=relation, target=target)
        return self.backend.handle(r.AddLink(request_id=new_id(), ref=ref, link=link))

    def remove_link(self, ref: str, relation: str, target: str) -> t.Lineage:
        """Take a link away that was added later; raises ``Conflict`` for one that the version was published with."""
        link = t.Link(relation=relation, target=target)
        return self.backend.handle(r.RemoveLink(request_id=new_id(), ref=ref, link=link))

    def set_star(self, model: str, *, starred: bool = True) -> t.Records:
        """Put a model among your favourites, or take it out."""
        return self.backend.handle(r.SetStar(model=model, starred=starred))

    def define_field(self, field: t.FieldDefinition) -> t.CardSchema:
        """Add a field of the organisation to all cards, or change it."""
        return self.backend.handle(r.DefineField(request_id=new_id(), field=field))

    def remove_field(self, name: str) -> t.CardSchema:
        """Ask for a field of the organisation no more."""
        return self.backend.handle(r.RemoveField(request_id=new_id(), name=name))

    def add_practice(self, practice: t.Practice) -> t.PracticeList:
        """Keep a good practice, or a new edition of it."""
        return self.backend.handle(r.AddPractice(request_id=new_id(), practice=practice))

    def remove_practice(self, name: str) -> t.PracticeList:
        """Take a good practice out of the list."""
        return self.backend.handle(r.RemovePractice(request_id=new_id(), name=name))

    def merge_tags(self, tags: Iterable[str], into: str, *, dry_run: bool = False) -> t.MergedTags:
        """Give every model that has one of ``tags`` the tag ``into`` instead."""
        return self.backend.handle(r.MergeTags(request_id=new_id(), tags=tuple(tags), into=into, dry_run=dry_run))
