"""Values of claims in the form in which people read them."""

from kgx.model.claim import Claim

_SIGNS = {"~": "≈ ", "<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ "}
_FRACTIONS = frozenset(["rate", "score"])


def value_of(claim: Claim) -> str:
    """A claim's value with its comparator, range, denominator and unit: `≈ 96%`, `6–19%`, `79 of 100`, `2 times`."""
    if claim.value is None:
        return ""
    sign = _SIGNS.get(claim.comparator or "=", "")
    ends = [claim.value] if claim.value_max is None else [claim.value, claim.value_max]
    if claim.unit in _FRACTIONS:
        return sign + "–".join(_plain(float(f"{end * 100:.4g}")) for end in ends) + "%"
    number = sign + "–".join(map(_plain, ends))
    if claim.unit == "multiple":
        return number + " times"
    if claim.denominator is not None:
        return f"{number} of {_plain(claim.denominator)}"
    return number if claim.unit in (None, "count") else f"{number} {claim.unit}"


def _plain(value: float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".")
