"""What the README shows is what the demo prints."""

import pytest

from tests import generated

pytestmark = pytest.mark.embedded


@pytest.mark.parametrize("file", generated.READMES)
def test_the_table_in_the_readme_is_what_the_demo_prints(file: str) -> None:
    assert generated.part(file, "sample") == generated.PARTS[file]["sample"](), "run `make docs`"
