"""What a notebook trained a PyTorch module with, in a loop of the author's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jupyter_registry.capture.surroundings import Surroundings
from jupyter_registry.capture.training import training_settings

from .shell import Notebook, notebook

pytest.importorskip("torch", reason="PyTorch is not installed (extra: frameworks)")

CELLS = (
    """
import torch
from torch import nn
torch.manual_seed(0)
X_train, X_test = torch.rand(40, 2), torch.rand(10, 2)
y_train, y_test = X_train.sum(1, keepdim=True), X_test.sum(1, keepdim=True)
model = nn.Linear(2, 1)
other = nn.Linear(2, 1)
""",
    """
loss_fn = nn.L1Loss()
unused = torch.optim.Adam(other.parameters(), lr=0.5)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=7)
""",
    """
for epoch in range(3):
    model.train()
    loss = loss_fn(model(X_train), y_train)
    optimizer.zero_grad(); loss.backward(); optimizer.step(); scheduler.step()
    model.eval()
    with torch.inference_mode():
        pred = model(X_test)
        test_loss = loss_fn(pred, y_test)
    print(f"{loss} {test_loss}")
""",
)


@pytest.fixture
def book() -> Iterator[Notebook]:
    """A notebook in which a module was trained."""
    with notebook() as opened:
        opened.run(*CELLS)
        yield opened


def test_optimizer_and_schedule_are_settings(book: Notebook) -> None:
    """The optimizer that holds the module's weights is named with its settings, with its schedule and the loss."""
    found = training_settings(book["model"], book.shell.user_ns)
    assert (found["optimizer"], found["scheduler"], found["loss"]) == ("SGD", "StepLR", "L1Loss")
    assert (found["optimizer__momentum"], found["optimizer__lr"], found["scheduler__step_size"]) == (0.9, 0.1, 7)
    assert training_settings(book["other"], book.shell.user_ns)["optimizer"] == "Adam"
    assert training_settings(object(), book.shell.user_ns) == {}


def test_the_last_losses_of_the_loop_are_offered(book: Notebook) -> None:
    """Losses are seen under the names they have in the loop, of the last round, and not as certain."""
    found = {metric.name: metric for metric in Surroundings(book["model"]).metrics("", ())}
    assert found["test_loss"].value == pytest.approx(book["test_loss"].item())
    assert found["loss"].value == pytest.approx(book["loss"].item())
    assert {metric.inferred for metric in found.values()} == {True}
    assert found["test_loss"].split == "test"
    assert Surroundings(book["other"]).metrics("", ()) == ()
