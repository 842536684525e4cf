"""A layer's spans by id: whatever is put in and taken out, the list holds the same as a plain dictionary."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.model.span import Span
from workbench.window.held import Held

IDS = st.sampled_from("abcdef")
SPANS = st.builds(lambda id, start: Span(id, "event", ((start, start + 1),)), IDS, st.integers(0, 2))
STEPS = st.lists(st.one_of(IDS, SPANS), max_size=30)


@given(STEPS)
def test_it_holds_what_was_put_in_and_not_taken_out(steps: list[str | Span]) -> None:
    held, plain = Held([]), dict[str, Span]()
    for step in steps:
        if isinstance(step, Span):
            held.put(step)
            plain[step.id] = step
        else:
            assert held.drop(step) == (plain.pop(step, None) is not None)
        assert sorted(held.spans) == sorted(plain.values())
        assert all(held.get(id) == plain.get(id) for id in "abcdef")


def test_what_became_of_some_is_told() -> None:
    one, two, three = (Span(id, "event", ((0, 1),)) for id in "abc")
    held = Held([one, two, three])
    moved, new = two._replace(parts=((1, 2),)), Span("d", "actor", ((0, 1),))
    gone, came = held.take({"a": None, "b": moved, "c": three, "d": new, "e": None})
    assert gone == {"a", "b"} and came == [moved, new] and sorted(held.spans) == [moved, three, new]
