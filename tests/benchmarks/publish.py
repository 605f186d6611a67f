"""``publish()`` of a small estimator, against MLflow's log_model and registration on SQLite.

    python -m tests.benchmarks.publish [--rounds 20] [--parts] [--peers]

``--parts`` prints what each step of a publish takes; ``--peers`` needs the extra of that name. Each round fits
another model, so that nothing is deduplicated. By default
MLflow loads the model in a second process to see what it needs; an arm that is told the requirements does not.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from . import parts
from .timing import interleaved, report


def fitted(turn: int) -> tuple[Any, Any, dict[str, float]]:
    """A fitted pipeline, its training data (150 x 4) and its metrics; differs from turn to turn."""
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    X, y = load_iris(return_X_y=True, as_frame=True)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0 + turn / 100)).fit(X, y)
    return model, X, {"accuracy": model.score(X, y)}


def ours(folder: Path, models: dict[int, Any]) -> Callable[[int], object]:
    """The arm that publishes into a local registry."""
    import jupyter_registry

    registry = jupyter_registry.open_registry(f"sqlite:///{folder / 'registry.db'}")

    def arm(turn: int) -> object:
        model, X, metrics = models[turn]
        return jupyter_registry.publish(model, "bench", data={"train": X}, metrics=metrics, registry=registry)

    return arm


def mlflow_arm(folder: Path, models: dict[int, Any], requirements: list[str] | None) -> Callable[[int], object]:
    """The arm that logs and registers the same with MLflow on SQLite; without ``requirements`` it finds them out."""
    os.environ["MLFLOW_TRACKING_URI"] = f"sqlite:///{folder / 'mlflow.db'}"
    os.chdir(folder)
    import mlflow
    import mlflow.sklearn

    def arm(turn: int) -> object:
        model, X, metrics = models[turn]
        with mlflow.start_run():
            mlflow.log_params({"C": model[-1].C})
            mlflow.log_metrics(metrics)
            return mlflow.sklearn.log_model(
                model,
                name="model",
                registered_model_name="bench",
                input_example=X.head(1),
                pip_requirements=requirements,
            )

    return arm


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--parts", action="store_true", help="print the steps of a publish")
    parser.add_argument("--peers", action="store_true", help="measure MLflow in the same run")
    args = parser.parse_args()
    models = {turn: fitted(turn) for turn in range(-1, args.rounds)}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        arms = {"publish": ours(folder, models)}
        if args.peers:
            arms["mlflow log_model + register"] = mlflow_arm(folder, models, None)
            arms["mlflow, requirements given"] = mlflow_arm(folder, models, ["scikit-learn"])
        with parts.watched() if args.parts else nullcontext() as watched:
            report(interleaved(arms, args.rounds), "publish")
        if watched is not None:
            parts.report(watched)
        os.chdir("/")


if __name__ == "__main__":
    main()
