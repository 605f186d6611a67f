"""The example models: small, quick to train, on the data sets that scikit-learn brings along.

Each ``Example`` is one publication; two with the same name make two versions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from sklearn import datasets, ensemble, linear_model, naive_bayes, neighbors, neural_network, svm, tree
from sklearn.base import ClassifierMixin
from sklearn.metrics import accuracy_score, f1_score, mean_absolute_error, r2_score
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from ..types import Metric


class Example(msgspec.Struct, frozen=True):
    """One publication: model name, what it is for, how to make the estimator, its data, tags and alias."""

    name: str
    summary: str
    make: Callable[[], Any]
    data: str
    tags: str
    alias: str = ""
    license: str = "BSD-3-Clause"


class About(msgspec.Struct, frozen=True):
    """What a person knows about the models of one data set: answers to a card's questions, and a text."""

    fields: dict[str, str]
    text: str


DATA: dict[str, Callable[..., Any]] = {
    "iris": datasets.load_iris,
    "breast_cancer": datasets.load_breast_cancer,
    "digits": datasets.load_digits,
    "diabetes": datasets.load_diabetes,
}


def _scaled(estimator: Any) -> Any:
    return make_pipeline(StandardScaler(), estimator)


LEARNING = "Learning how a registry works, on a data set from a textbook"
ABOUT = {
    "iris": About(
        {"intended_use": LEARNING, "limits": "Knows three species and calls every other flower one of them"},
        "150 flowers of three species, each measured in four places; a quarter of them is kept for the test.",
    ),
    "breast_cancer": About(
        {
            "intended_use": LEARNING,
            "out_of_scope": "Any decision about a person",
            "limits": "The data is decades old and comes from one clinic",
            "training_data": "426 of the 569 samples of the Wisconsin diagnostic data set",
        },
        "Each sample is a digitised image of cells, described by **mean**, **error** and **worst** value of ten"
        " measurements.\n\n1. Three quarters of the samples are for training.\n2. The rest is the test.\n",
    ),
    "digits": About(
        {
            "intended_use": LEARNING,
            "out_of_scope": "Reading forms: the images are small, clean and centred",
            "training_data": "1,347 of 1,797 images of 8 by 8 pixels",
            "personal_data": "None",
        },
        "Each pixel is a number from 0 to 16. The images have to come in the same size and scale.",
    ),
    "diabetes": About(
        {"intended_use": LEARNING, "out_of_scope": "Any decision about a person"},
        "442 patients, ten measurements each, and how far the disease went after one year.",
    ),
}
"""By data set. Some questions stay open, so that there is something to answer."""

EXAMPLES = (
    Example("iris-species", "Tells three iris species apart by petal and sepal length and width.",
            lambda: linear_model.LogisticRegression(max_iter=500), "iris", "flowers baseline"),
    Example("iris-species", "Tells three iris species apart; a forest instead of a straight line.",
            lambda: ensemble.RandomForestClassifier(40, max_depth=4, random_state=0), "iris", "flowers", "champion"),
    Example("iris-neighbours", "Iris species by the five most similar flowers.",
            lambda: neighbors.KNeighborsClassifier(5), "iris", "flowers"),
    Example("iris-tree", "A decision tree of depth three for iris species, small enough to print on a page.",
            lambda: tree.DecisionTreeClassifier(max_depth=3, random_state=0), "iris", "flowers explainable"),
    Example("iris-bayes", "Iris species with a Gaussian naive Bayes classifier, the fastest of the family.",
            naive_bayes.GaussianNB, "iris", "flowers baseline"),
    Example("iris-margin", "Iris species with a support vector machine on scaled inputs.",
            lambda: _scaled(svm.SVC(C=1.0)), "iris", "flowers"),
    Example("tumour-screen", "Benign or malignant from 30 measurements of a cell image; logistic regression.",
            lambda: _scaled(linear_model.LogisticRegression(max_iter=500)), "breast_cancer", "medical baseline"),
    Example("tumour-screen", "Benign or malignant from 30 measurements of a cell image; regularisation by search.",
            lambda: GridSearchCV(_scaled(linear_model.LogisticRegression(max_iter=500)),
                                 {"logisticregression__C": [0.1, 1.0, 10.0]}, cv=3),
            "breast_cancer", "medical", "champion"),
    Example("tumour-forest", "Benign or malignant by a random forest, with feature importances.",
            lambda: ensemble.RandomForestClassifier(60, random_state=0), "breast_cancer", "medical"),
    Example("tumour-boosting", "Benign or malignant by gradient boosting on histograms.",
            lambda: ensemble.HistGradientBoostingClassifier(max_iter=40, random_state=0), "breast_cancer",
            "medical boosting", "challenger"),
    Example("tumour-neighbours", "Benign or malignant by the nine most similar cells.",
            lambda: _scaled(neighbors.KNeighborsClassifier(9)), "breast_cancer", "medical"),
    Example("tumour-margin", "Benign or malignant by a linear support vector machine.",
            lambda: _scaled(svm.SVC(kernel="linear")), "breast_cancer", "medical"),
    Example("digit-reader", "Reads handwritten digits from 8 by 8 pixels with logistic regression.",
            lambda: _scaled(linear_model.LogisticRegression(max_iter=300)), "digits", "images baseline"),
    Example("digit-reader", "Reads handwritten digits from 8 by 8 pixels with a support vector machine.",
            lambda: svm.SVC(gamma=0.001, C=10), "digits", "images", "champion"),
    Example("digit-neighbours", "Handwritten digits by the three most similar images.",
            lambda: neighbors.KNeighborsClassifier(3), "digits", "images"),
    Example("digit-forest", "Handwritten digits by a random forest of 80 trees.",
            lambda: ensemble.RandomForestClassifier(80, random_state=0), "digits", "images"),
    Example("digit-network", "Handwritten digits by a neural network with one hidden layer of 32 units.",
            lambda: _scaled(neural_network.MLPClassifier((32,), max_iter=120, early_stopping=True, random_state=0)),
            "digits", "images neural-network", "challenger"),
    Example("digit-bayes", "Handwritten digits by naive Bayes; kept for comparison.",
            naive_bayes.GaussianNB, "digits", "images baseline"),
    Example("diabetes-progress", "Disease progression after one year from ten measurements; ridge regression.",
            lambda: linear_model.Ridge(alpha=0.1), "diabetes", "medical baseline", "champion"),
    Example("diabetes-lasso", "Disease progression with as few inputs as possible; lasso regression.",
            lambda: linear_model.Lasso(alpha=0.1), "diabetes", "medical explainable"),
    Example("diabetes-forest", "Disease progression by a random forest.",
            lambda: ensemble.RandomForestRegressor(60, max_depth=6, random_state=0), "diabetes", "medical"),
    Example("diabetes-boosting", "Disease progression by gradient boosting.",
            lambda: ensemble.GradientBoostingRegressor(n_estimators=60, random_state=0), "diabetes",
            "medical boosting", "challenger"),
    Example("diabetes-neighbours", "Disease progression by the 15 most similar patients.",
            lambda: _scaled(neighbors.KNeighborsRegressor(15)), "diabetes", "medical"),
    Example("diabetes-tree", "Disease progression by one decision tree; replaced by diabetes-forest.",
            lambda: tree.DecisionTreeRegressor(max_depth=4, random_state=0), "diabetes", "medical explainable"),
)  # fmt: skip
"""In the order in which they are published."""

RETIRED = {"diabetes-tree": "Replaced by diabetes-forest."}


class Trained(msgspec.Struct, frozen=True):
    """A fitted estimator with the inputs of its test split and its metrics there."""

    estimator: Any
    inputs: Any
    metrics: list[Metric]


def train(example: Example) -> Trained:
    """Fit the example's estimator on three quarters of its data and measure it on the rest."""
    inputs, target = DATA[example.data](return_X_y=True, as_frame=True)
    train_in, test_in, train_out, test_out = train_test_split(inputs, target, random_state=0)
    estimator = example.make().fit(train_in, train_out)
    predicted = estimator.predict(test_in)
    if isinstance(estimator, ClassifierMixin) or hasattr(estimator, "classes_"):
        metrics = {
            "accuracy": accuracy_score(test_out, predicted),
            "f1_macro": f1_score(test_out, predicted, average="macro"),
        }
    else:
        metrics = {"r2": r2_score(test_out, predicted), "mae": mean_absolute_error(test_out, predicted)}
    return Trained(estimator, test_in, [_measured(name, value, example.data) for name, value in metrics.items()])


def _measured(name: str, value: float, data: str) -> Metric:
    return Metric(name=name, value=float(value), dataset=data, split="test", higher_is_better=name != "mae")
