from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.journal import changes
from storage.journal.changes import Tables

# Few of each, so that two draws often differ in a single thing; 1, 1.0 and true are equal to Python.
scalars = st.sampled_from([None, True, 0.0, -0.0, 1, 1.0, "1", "实录"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)
documents = st.dictionaries(st.sampled_from("abc"), values, max_size=3)
ids = st.integers(1, 5).map(str)
tables = st.dictionaries(
    st.sampled_from(["_default", "entries", "setup"]), st.dictionaries(ids, documents, max_size=5), max_size=3
)
# TinyDB hands over tables; a storage takes any JSON object.
anything = tables | documents


@st.composite
def edited(draw: st.DrawFn, value: Any) -> Any:
    """The value with one thing in it, on whatever level, different or in another place, or with none."""
    if not isinstance(value, dict) or not value:
        return draw(scalars | values)
    key = draw(st.sampled_from(list(value)))
    rest = {name: item for name, item in value.items() if name != key}
    match draw(st.sampled_from(["keep", "take out", "move", "add", "edit", "edit", "edit"])):
        case "take out":
            return rest
        case "move":
            return rest | {key: value[key]}
        case "add":
            return value | {"6": draw(documents | values)}
        case "edit":
            return value | {key: draw(edited(value[key]))}
    return value


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Tables | None, Tables]:
    """Two states that may follow each other; most differ in little."""
    before = draw(anything | st.none())
    after = changes.copied(before)
    for _ in range(draw(st.integers(0, 3))):
        after = draw(edited(after))
    return before, after if isinstance(after, dict) else draw(anything)


def as_text(value: object) -> str:
    return json.dumps(value)


@given(pairs())
@example(({"t": {"1": {"a": 1}}}, {"t": {"1": {"a": True}}}))
@example(({"t": {"1": {}, "2": {}}}, {"t": {"2": {}, "1": {}}}))
@example(({"t": {}, "u": {}}, {"u": {}, "t": {}}))
@example(({"t": {"1": {"a": 0.0}}}, {"t": {"1": {"a": -0.0}}}))
@example(({"t": 1}, {"t": True}))
@example(({}, {"t": {}}))
@example((None, {}))
def test_a_difference_that_is_applied_gives_the_same_in_value_and_order(
    pair: tuple[Tables | None, Tables],
) -> None:
    before, after = pair
    change = changes.difference(before, after)
    assert as_text(changes.apply(changes.copied(before), changes.copied(change))) == as_text(after)


@given(pairs())
def test_there_is_no_difference_exactly_where_both_read_the_same(pair: tuple[Tables | None, Tables]) -> None:
    before, after = pair
    assert (changes.difference(before, after) == {}) == (as_text(before) == as_text(after))


@given(anything)
def test_a_copy_does_not_differ_and_shares_nothing_with_what_it_was_made_of(value: Tables) -> None:
    copy = changes.copied(value)
    assert changes.difference(value, copy) == {}
    assert not containers(value) & containers(copy)


def containers(value: Any) -> set[int]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return set() if inner is None else {id(value)}.union(*map(containers, inner))


@given(values, values)
def test_values_differ_exactly_where_their_json_does(one: object, other: object) -> None:
    assert changes.differs(one, other) == (as_text(one) != as_text(other))


def test_not_a_number_that_stays_is_no_difference() -> None:
    assert not changes.differs({"a": float("nan")}, {"a": float("nan")})


@given(tables)
def test_the_tables_are_only_read_when_the_difference_is_looked_for(before: Tables) -> None:
    text = as_text(before)
    changes.difference(before, {"entries": {"1": {"a": 2}}})
    changes.difference({"entries": {"1": {"a": 2}}}, before)
    assert as_text(before) == text


@pytest.mark.parametrize(
    ("after", "change"),
    [
        ({"t": {"1": {"a": 1}, "2": {}}, "u": {}}, {}),
        ({"t": {"1": {"a": 1}, "2": {}, "3": {}}, "u": {}}, {"put": {"t": {"3": {}}}}),
        ({"t": {"1": {"a": 2}, "2": {}}, "u": {}}, {"put": {"t": {"1": {"a": 2}}}}),
        ({"t": {"2": {}}, "u": {}}, {"cut": {"t": ["1"]}}),
        ({"t": {}, "u": {}}, {"cut": {"t": ["1", "2"]}}),
        ({"t": {"2": {}, "3": {}}, "u": {}}, {"cut": {"t": ["1"]}, "put": {"t": {"3": {}}}}),
        ({"t": {"1": {"a": 1}, "2": {}}}, {"drop": ["u"]}),
        ({}, {"drop": ["t", "u"]}),
        ({"t": {"1": {"a": 1}, "2": {}}, "u": {}, "v": {}}, {"put": {"v": {}}}),
    ],
)
def test_a_change_holds_only_what_changes(after: Tables, change: changes.Change) -> None:
    assert changes.difference({"t": {"1": {"a": 1}, "2": {}}, "u": {}}, after) == change


@pytest.mark.parametrize("change", [{"drop": ["u"]}, {"cut": {"t": ["2"]}}, {"cut": {"u": ["1"]}}])
def test_a_change_of_what_is_not_there_does_not_fit(change: changes.Change) -> None:
    with pytest.raises(KeyError):
        changes.apply({"t": {"1": {}}}, change)
