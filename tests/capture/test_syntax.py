"""What code does to names is read off its syntax."""

from __future__ import annotations

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from jupyter_registry.capture.names import Names
from jupyter_registry.capture.syntax import names_of, statements_of


def read(source: str) -> Names:
    """Names of a cell, as IPython hands it to Python."""
    names = Names()
    for statement in statements_of(TransformerManager().transform_cell(source)):
        names.add(names_of(statement))
    return names


CASES = {
    "assignment": ("a = b + 1", {"b"}, {"a"}),
    "own name first": ("x = x + y", {"x", "y"}, {"x"}),
    "bound before it is read": ("a = 1\nb = a", set(), {"a", "b"}),
    "tuple": ("a, (b, *c) = d", {"d"}, {"a", "b", "c"}),
    "import": ("import numpy as np, os.path\nfrom a import b as c", set(), {"np", "os", "c"}),
    "comprehension": ("r = [x * k for x in xs if x]", {"k", "xs"}, {"r"}),
    "walrus": ("(n := f(a))", {"f", "a"}, {"n"}),
    "function": ("def f(a: T, b=c):\n    d = a + e\n    return d", {"T", "c"}, {"f"}),
    "class": ("class A(B):\n    x = y\n    def m(self):\n        return z", {"B", "y"}, {"A"}),
    "with": ("with open(p) as f:\n    t = f.read()", {"open", "p"}, {"f", "t"}),
    "both branches": ("if c:\n    a = 1\nelse:\n    a = 2", {"c"}, {"a"}),
    "caught error": ("try:\n    a\nexcept E as e:\n    print(e)", {"a", "E", "print"}, set()),
    "delete": ("del a", set(), {"a"}),
    "timed cell": ("%%time\na = b\nc = a", {"b"}, {"a", "c"}),
    "timed line": ("a = %time f(b)", {"get_ipython", "f", "b"} - {"get_ipython"}, {"a"}),
    "shell into a name": ("names = !ls", set(), {"names"}),
}


@pytest.mark.parametrize("case", CASES)
def test_uses_and_definitions(case: str) -> None:
    """A name is used when it is read before the code binds it, and defined when it is bound for sure."""
    source, uses, defines = CASES[case]
    found = read(source)
    assert (found.uses, found.defines) == (uses, defines)


CHANGES = {
    "attribute": ("a.b.c = 1", {"a"}),
    "item": ("a['x'] = 1", {"a"}),
    "deleted item": ("del a['x']", {"a"}),
    "augmented": ("a += [1]", {"a"}),
    "unknown method": ("a.append(1)", {"a"}),
    "reading method": ("a.head()\na.predict(x)\na.get_params()", set()),
    "in place": ("a.dropna(inplace=True)", {"a"}),
    "not in place": ("a.dropna(inplace=False)", set()),
    "item's method": ("a['x'].update(1)", {"a"}),
    "result of a method": ("a.copy().append(1)", set()),
    "fit": ("a.fit(x, y)", {"a"}),
    "module": ("import m\nm.run_fast(a)\nm.random.permutation(a)", {"m", "file:chance of numpy"}),
    "module reads": ("import m\nm.log(a)", set()),
    "seed": ("import m\nm.random.seed(0)", {"m"}),
    "setattr": ("setattr(a, 'x', 1)", {"a"}),
}


@pytest.mark.parametrize("case", CHANGES)
def test_changes_in_place(case: str) -> None:
    """A name is changed by items, attributes and methods that are not known to only read."""
    source, changed = CHANGES[case]
    found = read(source)
    assert found.changed(found.imports) == changed


STATE = {
    "from a import *": True,
    "!wget -q a.csv": True,
    "!ls -l": False,
    "!pip install a": True,
    "!pip list": False,
    "%cd data": True,
    "%matplotlib inline": False,
    "%%bash\necho 1 > a": True,
    "%%html\n<b>a</b>": False,
    "%publish model --name a": False,
    "exec('a = 1')": True,
    "%%time\nthis is no python": True,
    "a = 1": False,
}


@pytest.mark.parametrize("source", STATE)
def test_hidden_state(source: str) -> None:
    """Magics, shell lines and star imports that may change anything are told from those that only show."""
    assert read(source).state is STATE[source]


def test_what_a_function_does_when_it_is_called() -> None:
    """Free names, globals it binds and arguments it changes are kept with the function's name."""
    body = read(
        "def f(frame):\n    global count\n    count = 1\n    frame['x'] = rate\n"
        "    log.append(1)\n    own = [1]\n    own.append(2)"
    ).bodies["f"]
    assert body.uses == {"rate", "log"}
    assert body.changes | body.touches == {"count", "log"}
    assert body.changes_arguments


def test_files_are_names() -> None:
    """A file that is written and a file that is read stand under a name of their own."""
    written = read("df.to_csv('data/a.csv')\nwith open('b.txt', 'w') as f: f.write('x')")
    assert written.may_define == {"file:data/a.csv", "file:b.txt"}
    assert "file:data/a.csv" in read("df = pd.read_csv('data/a.csv')").uses


def test_nesting_beyond_reading_counts_as_hidden_state() -> None:
    """Code nested too deep to be followed ends in no error."""
    deep = statements_of("a = " + "-" * 80 + "1")[0]
    node = deep.value  # type: ignore[attr-defined]  # it is an assignment
    for _ in range(5000):
        node = type(node)(op=node.op, operand=node)
    deep.value = node  # type: ignore[attr-defined]  # as above
    assert names_of(deep).state
