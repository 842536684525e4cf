"""Ids that come out the same wherever they are derived from the same things, so that files can be merged."""

from workbench.model.layer import GOLD


def derived(*parts: object) -> str:
    """32 hexadecimal digits that stand for ``parts``."""
    from hashlib import blake2b  # only who writes needs ids; opening a project shall not wait for it

    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def annotator_id(name: str) -> str:
    """The id of an annotator when the name is first used."""
    return GOLD if name == GOLD else derived("annotator", name)


def layer_id(article: str, annotator: str) -> str:
    """The id of the layer of an annotator (id) on an article (id)."""
    return derived("layer", article, annotator)


def flag_id(article: str, annotator: str) -> str:
    """The id of the flag of an annotator (id) on an article (id)."""
    return derived("flag", article, annotator)
