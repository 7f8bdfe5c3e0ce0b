from __future__ import annotations

import json
from collections.abc import Callable, MutableMapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.journal import changes
from storage.journal.overlay import Overlay

Documents = MutableMapping[Any, Any]
Operation = Callable[[Documents], object]

ids = st.integers(1, 6)
documents = st.dictionaries(
    st.sampled_from("ab"), st.sampled_from([0, 1, True, "实录"]) | st.lists(st.just("duty"), max_size=1)
)
stored = st.dictionaries(ids, documents, max_size=6)


def as_text(value: object) -> str:
    return json.dumps(value)


def put(id: int, document: dict[str, Any]) -> Operation:
    return lambda table: table.__setitem__(id, changes.copied(document))


def take_out(id: int) -> Operation:
    return lambda table: table.__delitem__(id)


def change_in_place(id: int, fields: dict[str, Any]) -> Operation:
    return lambda table: table[id].update(changes.copied(fields))


def change_within(id: int) -> Operation:
    def work(table: Documents) -> None:
        for value in table[id].values():
            if isinstance(value, list):
                value.append("politics")

    return work


def set_default(id: int, document: dict[str, Any]) -> Operation:
    return lambda table: table.setdefault(id, changes.copied(document))


def update(others: dict[int, Any]) -> Operation:
    return lambda table: table.update(changes.copied(others))


def take_out_half(table: Documents) -> None:
    for id in list(table.keys()):
        if table[id].get("a"):
            table.pop(id)


operations = st.lists(
    st.builds(put, ids, documents)
    | st.builds(take_out, ids)
    | st.builds(change_in_place, ids, documents)
    | st.builds(change_within, ids)
    | st.builds(set_default, ids, documents)
    | st.builds(update, stored)
    | st.builds(lambda id: lambda table: table[id], ids)
    | st.builds(lambda id: lambda table: table.get(id), ids)
    | st.builds(lambda id: lambda table: table.pop(id), ids)
    | st.builds(lambda id: lambda table: table.pop(id, None), ids)
    | st.builds(lambda id: lambda table: id in table, ids)
    | st.sampled_from(
        [len, list, take_out_half, lambda table: list(table.items()), lambda table: table.clear()]
    ),
    max_size=12,
)


def outcome(operation: Operation, table: Documents) -> object:
    try:
        return operation(table)
    except KeyError:
        return "KeyError"


@given(stored, operations)
def test_an_overlay_does_what_a_dict_does_and_its_change_makes_the_table_the_same(
    before: dict[int, Any], series: list[Operation]
) -> None:
    table = {str(id): changes.copied(document) for id, document in before.items()}
    plain = changes.copied(before)
    overlay = Overlay(table, int)
    for operation in series:
        assert as_text(outcome(operation, overlay)) == as_text(outcome(operation, plain))
        assert (list(overlay), len(overlay)) == (list(plain), len(plain))
    assert as_text(table) == as_text(before)
    change = json.loads(json.dumps(overlay.change("entries")))
    assert as_text(dict(overlay)) == as_text(plain)
    assert as_text(changes.apply({"entries": table}, change)) == as_text({"entries": plain})


def three() -> Overlay:
    return Overlay({"1": {"a": [1]}, "2": {"a": [2]}, "3": {"a": [3]}}, int)


def test_what_was_only_read_is_no_change() -> None:
    overlay = three()
    assert [document["a"] for document in overlay.values()] == [[1], [2], [3]]
    assert overlay.change("entries") == {}


def test_what_was_changed_and_changed_back_is_no_change() -> None:
    overlay = three()
    overlay[1]["a"].append(2)
    overlay[1]["a"].pop()
    overlay[2] = {"a": [2]}
    assert overlay.change("entries") == {}


def test_a_change_holds_the_documents_that_were_touched_and_no_others() -> None:
    overlay = three()
    overlay[2]["a"].append(4)
    del overlay[3]
    overlay[4] = {}
    assert overlay.change("entries") == {
        "cut": {"entries": ["3"]},
        "put": {"entries": {"2": {"a": [2, 4]}, "4": {}}},
    }


def test_a_document_that_is_taken_out_and_put_back_stands_last() -> None:
    overlay = three()
    overlay[1] = overlay.pop(1)
    assert list(overlay) == [2, 3, 1]
    assert overlay.change("entries") == {"cut": {"entries": ["1"]}, "put": {"entries": {"1": {"a": [1]}}}}


def test_the_text_1_is_not_the_id_1() -> None:
    assert 1 in three()
    assert "1" not in three()
    with pytest.raises(KeyError):
        three()["1"]


def test_ids_may_be_text() -> None:
    overlay = Overlay({"p1": {"a": 1}}, str)
    overlay["p1"]["a"] = 2
    overlay["p2"] = {}
    assert list(overlay) == ["p1", "p2"]
    assert overlay.change("people") == {"put": {"people": {"p1": {"a": 2}, "p2": {}}}}
