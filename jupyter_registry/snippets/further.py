"""Code that makes something further of a version: more training, ONNX, a step of a pipeline."""

from __future__ import annotations

from keyword import iskeyword

from .subject import NUMPY, PANDAS, TRANSFORMS, Subject
from .text import Code, code, comment, literal, quoted

PARTIAL = frozenset(
    {
        "BernoulliNB", "CategoricalNB", "ComplementNB", "GaussianNB", "MLPClassifier", "MLPRegressor",
        "MultinomialNB", "PassiveAggressiveClassifier", "PassiveAggressiveRegressor", "Perceptron",
        "SGDClassifier", "SGDRegressor",
    }
)  # fmt: skip
"""Estimators of scikit-learn that predict and learn on from where they are."""
BOOSTED = {
    "xgboost": "tuned = type(model)(**model.get_params()).fit(rows, targets, xgb_model=model.get_booster())",
    "lightgbm": "tuned = type(model)(**model.get_params()).fit(rows, targets, init_model=model.booster_)",
    "catboost": "tuned = type(model)(**model.get_params()).fit(rows, targets, init_model=model)",
}
"""How boosted estimators add trees to those they have."""
KERAS = (
    'model.compile(optimizer="adam", loss="mse")  # the loss that fits your targets',
    "model.fit(rows, targets, epochs=1)",
)
EPOCH = (
    "optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5)",
    "model.train()",
    "for inputs, targets in batches:  # tensors of your own",
    "    optimizer.zero_grad()",
)
STEP = ("    loss.backward()", "    optimizer.step()")
PIPELINE = "from sklearn.pipeline import make_pipeline"
PLAIN_ONNX = frozenset({"float32", "float64", "int64", "int32"})


def tune(subject: Subject) -> Code | None:
    """More training on rows of one's own, as the framework does it."""
    if subject.framework == "pytorch":
        name = subject.version.manifest.model_class.rpartition(".")[2]
        usable = name.isidentifier() and not iskeyword(name)
        return _tuned_module(subject, name) if usable else None
    if subject.framework == "transformers" and subject.loads:
        loss = "    loss = model(inputs, labels=targets).loss"
        return subject.load() + code([*EPOCH, loss, *STEP], "import torch")
    training = _training(subject)
    return subject.load() + subject.column_list() + _own_rows() + training if training and subject.columns else None


def _own_rows() -> Code:
    lines = [
        comment('Rows of your own, with what they should give in "target".'),
        'training = pd.read_csv("training.csv")',
        'rows, targets = training[columns], training["target"]',
    ]
    return code(lines, PANDAS)


def _training(subject: Subject) -> Code | None:
    name = subject.version.manifest.model_class.rpartition(".")[2]
    if subject.framework == "keras":
        return code(KERAS)
    if subject.framework in BOOSTED and name.startswith(("XGB", "LGBM", "CatBoost")):
        return code([BOOSTED[subject.framework]])
    if subject.framework != "scikit-learn" or subject.method == "transform":
        return None
    if name in PARTIAL:
        return code(["model.partial_fit(rows, targets)"])
    again = comment("This kind cannot learn on: a new one with the same settings learns from your rows.")
    return code([again, "tuned = clone(model).fit(rows, targets)"], "from sklearn.base import clone")


def _tuned_module(subject: Subject, name: str) -> Code:
    load = f"model = registry.load({quoted(subject.ref)}, into={name}())  # your own class {name}"
    loss = "    loss = torch.nn.functional.mse_loss(model(inputs), targets)  # the loss that fits them"
    return code([load, *EPOCH, loss, *STEP], "import jupyter_registry as registry", "import torch")


def onnx(subject: Subject) -> Code | None:
    """A session that runs a version kept as ONNX, or the ONNX file of an estimator."""
    if subject.framework == "onnx":
        return _session(subject)
    histograms = subject.version.manifest.architecture.startswith("HistGradientBoosting")
    if subject.framework != "scikit-learn" or not subject.numeric or histograms:  # skl2onnx cannot convert those
        return None
    rows = "rows.to_numpy()" if subject.columns else "rows"
    file = f"{subject.version.model.rpartition('/')[2]}.onnx"
    lines = [
        f'converted = to_onnx(model, {rows}.astype("float32"))',
        f"Path({quoted(file)}).write_bytes(converted.SerializeToString())",
    ]
    made = code(lines, "from pathlib import Path", "from skl2onnx import to_onnx", needs=("skl2onnx",))
    columns = subject.column_list() if subject.wide else Code()
    return subject.load() + columns + subject.rows() + made


def _session(subject: Subject) -> Code | None:
    inputs = subject.signature.inputs
    if not subject.loads or not inputs or any(field.dtype not in PLAIN_ONNX for field in inputs):
        return None
    given = [
        f"    {quoted(field.name)}: np.zeros({literal([size or 1 for size in field.shape])}, {quoted(field.dtype)}),"
        for field in inputs
    ]
    lines = [
        "session = onnxruntime.InferenceSession(model.SerializeToString())",
        "inputs = {",
        *given,
        "}",
        "session.run(None, inputs)",
    ]
    return subject.load() + code(lines, NUMPY, "import onnxruntime", needs=("onnxruntime",))


def pipeline(subject: Subject) -> Code | None:
    """The estimator as a step that is not fitted again."""
    if subject.framework != "scikit-learn" or not subject.columns:
        return None
    frozen = "from sklearn.frozen import FrozenEstimator"
    if subject.version.manifest.task == TRANSFORMS:
        lines = ["steps = make_pipeline(FrozenEstimator(model), LogisticRegression())  # the model that comes after it"]
        step = code(lines, frozen, "from sklearn.linear_model import LogisticRegression", PIPELINE)
        return subject.load() + step
    lines = [
        'pick = make_column_transformer(("passthrough", columns), verbose_feature_names_out=False)',
        'steps = make_pipeline(pick.set_output(transform="pandas"), FrozenEstimator(model))',
        "steps.fit(rows)",
        "steps.predict(rows)",
    ]
    made = code(lines, frozen, "from sklearn.compose import make_column_transformer", PIPELINE)
    return subject.load() + subject.column_list() + subject.rows() + made
