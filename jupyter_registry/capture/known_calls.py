"""What is known of calls by their names alone: which only read, which set, fit or write."""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(text.split())


READING = words("""
    abs agg aggregate all any apply apply_async argmax argmin argsort assign astype boxplot capitalize clip columns
    copy corr count cov cumsum cut describe diff dot duplicated endswith eval feature_importances filter find flatten
    flat format groupby hasattr head hist idxmax idxmin index info isin isna isnull items iterrows itertuples join
    keys len loc lower lstrip map mean median melt memory_usage merge min max mode nlargest notna notnull nsmallest
    nunique numpy pivot pivot_table plot predict predict_log_proba predict_proba quantile query ravel repeat replace
    reshape resample round rolling rstrip sample score score_samples select_dtypes shift show size skew sort_values
    sort_index split squeeze staged_predict startswith std strip sum summary summary2 tail title tolist transform
    transpose unique upper value_counts values var view where xs zip decision_function apply kneighbors
    inverse_transform conf_int pvalues drop dropna drop_duplicates fillna rename reset_index set_index set_axis
    reindex interpolate explode stack unstack to add_prefix add_suffix nonzero cpu detach item parameters
    state_dict named_parameters eval_metric evals_result forecast
    """)
"""Methods that leave the object alone, unless they are told ``inplace=True``."""
READING_STARTS = ("get_", "is_", "to_", "plot_", "predict_", "save", "export", "summar", "report")
FITTING = words("fit fit_predict fit_transform partial_fit fit_resample fit_regularized train fit_generator")
"""Methods and functions that make a fitted model."""
TRAINING = FITTING | {"step"}
"""Methods that fit what their object holds: a pipeline its steps, a trainer its model."""
COPYING = re.compile(
    r"Search|CV$|Voting|Stacking|Bagging|Boost|Calibrated|OneVs|MultiOutput|Chain|RFE|Select|ColumnTransformer|"
    r"TransformedTarget|SelfTraining|DataFrame|Series"
)
"""Classes that fit a copy of what they are given, or keep none of it."""
TRANSFORMING = words("transform fit_transform inverse_transform fit_resample")
"""Methods of which the result is data."""

SETTING = re.compile(
    r"(?:^|_)(?:seed|shuffle|set|use|register|enable|disable|config|option|filterwarnings|simplefilter|chdir|"
    r"mkdir|makedirs|urlretrieve|download|system|extractall|load_dotenv|run|reset)"
)
"""Functions of modules that change what later cells do."""
WRITING = re.compile(r"^(?:to_|save|write|dump|imsave|urlretrieve|download|copy|move|rename|extract|mkdir)")
"""Calls that leave a file behind."""
FILE_NAME = re.compile(r"^[^\s:*?\"<>|{}%]{1,200}\.[A-Za-z]\w{0,7}$")


def only_reads(method: str) -> bool:
    """Whether a method of this name leaves its object alone, as far as names tell."""
    return method in READING or method.startswith(READING_STARTS)


CROSS_VALIDATION = words("cross_val_score cross_validate")
"""Functions of ``sklearn.model_selection`` that give scores of folds."""


def is_metric(name: str) -> bool:
    """Whether a function of ``sklearn.metrics`` gives a metric: a number or a report."""
    plain = name.endswith(("_score", "_error", "_loss", "_corrcoef", "_deviance"))
    return plain or name in ("auc", "brier_score_loss", "classification_report")
