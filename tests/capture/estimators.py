"""Fitted estimators of many kinds, small enough to be made in one go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from sklearn import cluster, decomposition, ensemble, linear_model, naive_bayes, neighbors, svm, tree
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.datasets import load_iris
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.gaussian_process import GaussianProcessClassifier
from sklearn.impute import SimpleImputer
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV
from sklearn.multiclass import OneVsRestClassifier
from sklearn.multioutput import MultiOutputRegressor
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

_iris = load_iris(as_frame=True)
X: pd.DataFrame = _iris.data.sample(90, random_state=0)
y: pd.Series = _iris.target.loc[X.index]
TEXTS = ["good model", "bad model", "good card", "bad card"] * 5
LABELS = ["yes", "no", "yes", "no"] * 5


def _mixed() -> Any:
    frame = X.assign(kind=np.where(y > 0, "a", "b"))
    columns = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(), StandardScaler()), list(X.columns)),
            ("kinds", OneHotEncoder(), ["kind"]),
        ]
    )
    return Pipeline([("columns", columns), ("model", linear_model.LogisticRegression())]).fit(frame, y), frame


def _plain(estimator: Any) -> Callable[[], tuple[Any, Any]]:
    return lambda: (estimator.fit(X, y), X)


def _random_search() -> Any:
    search = RandomizedSearchCV(
        make_pipeline(StandardScaler(), svm.SVC()),
        {"svc__C": [0.1, 1.0, 10.0]},
        n_iter=2,
        cv=3,
        random_state=0,
    )
    return search.fit(X, y), X


CASES: dict[str, tuple[Callable[[], tuple[Any, Any]], str]] = {
    "logistic": (_plain(linear_model.LogisticRegression(max_iter=300)), "tabular-classification"),
    "ridge": (_plain(linear_model.Ridge()), "tabular-regression"),
    "lasso": (_plain(linear_model.Lasso()), "tabular-regression"),
    "sgd": (_plain(linear_model.SGDClassifier(random_state=0)), "tabular-classification"),
    "tree": (_plain(tree.DecisionTreeClassifier(random_state=0)), "tabular-classification"),
    "forest": (_plain(ensemble.RandomForestClassifier(4, random_state=0)), "tabular-classification"),
    "forest-regressor": (_plain(ensemble.RandomForestRegressor(4, random_state=0)), "tabular-regression"),
    "boosting": (_plain(ensemble.GradientBoostingClassifier(n_estimators=3)), "tabular-classification"),
    "hist-boosting": (
        _plain(ensemble.HistGradientBoostingClassifier(max_iter=3)),
        "tabular-classification",
    ),
    "bagging": (_plain(ensemble.BaggingClassifier(n_estimators=2)), "tabular-classification"),
    "isolation": (_plain(ensemble.IsolationForest(n_estimators=4)), "anomaly-detection"),
    "knn": (_plain(neighbors.KNeighborsClassifier()), "tabular-classification"),
    "bayes": (_plain(naive_bayes.GaussianNB()), "tabular-classification"),
    "svc": (_plain(svm.SVC()), "tabular-classification"),
    "mlp": (_plain(MLPClassifier((4,), max_iter=20, random_state=0)), "tabular-classification"),
    "gaussian-process": (_plain(GaussianProcessClassifier()), "tabular-classification"),
    "kmeans": (_plain(cluster.KMeans(3, n_init=1, random_state=0)), "clustering"),
    "mixture": (_plain(GaussianMixture(2, random_state=0)), "density-estimation"),
    "pca": (_plain(decomposition.PCA(2)), "feature-extraction"),
    "union": (
        _plain(FeatureUnion([("scale", StandardScaler()), ("pca", decomposition.PCA(2))])),
        "feature-extraction",
    ),
    "one-vs-rest": (_plain(OneVsRestClassifier(linear_model.LogisticRegression())), "tabular-classification"),
    "calibrated": (_plain(CalibratedClassifierCV(naive_bayes.GaussianNB(), cv=2)), "tabular-classification"),
    "voting": (
        _plain(ensemble.VotingClassifier([("a", naive_bayes.GaussianNB()), ("b", svm.SVC())])),
        "tabular-classification",
    ),
    "stacking": (
        _plain(ensemble.StackingClassifier([("a", naive_bayes.GaussianNB())], cv=2)),
        "tabular-classification",
    ),
    "target": (
        _plain(TransformedTargetRegressor(linear_model.Ridge(), func=np.log1p, inverse_func=np.expm1)),
        "tabular-regression",
    ),
    "many-outputs": (
        lambda: (MultiOutputRegressor(linear_model.Ridge()).fit(X, np.c_[y, y]), X),
        "tabular-regression",
    ),
    "function-step": (
        _plain(make_pipeline(FunctionTransformer(np.log1p), linear_model.Ridge())),
        "tabular-regression",
    ),
    "columns": (_mixed, "tabular-classification"),
    "grid": (
        _plain(GridSearchCV(svm.SVC(), {"C": [0.1, 1.0]}, cv=3, scoring="f1_macro")),
        "tabular-classification",
    ),
    "random-search": (_random_search, "tabular-classification"),
    "array": (
        lambda: (linear_model.Ridge().fit(X.to_numpy(), y), X.to_numpy()),
        "tabular-regression",
    ),
    "text": (
        lambda: (
            make_pipeline(TfidfVectorizer(), linear_model.LogisticRegression()).fit(TEXTS, LABELS),
            TEXTS,
        ),
        "text-classification",
    ),
}
"""Name -> (a function that gives the fitted object and its input, the task that must be captured)."""
