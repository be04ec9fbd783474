"""A patch changes what Reflex writes once, and refuses what it does not know."""

import pytest

from trustcoach_app.reflex_seams.patches import PATCHES, Patch


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.file)
def test_what_reflex_writes_is_changed_once(patch: Patch) -> None:
    changed = patch.applied_to(f"a;\n{patch.before}\nb;")
    assert changed == f"a;\n{patch.after}\nb;"
    assert patch.applied_to(changed) == changed
    for unknown in ("another file", patch.before * 2):
        with pytest.raises(ValueError, match=f"{patch.file} of this Reflex is not the one"):
            patch.applied_to(unknown)
