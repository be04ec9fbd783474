"""An e-mail address may be broken at one place."""

import reflex as rx

from trustcoach_app import ui


def test_a_line_may_end_before_the_at_and_nowhere_else() -> None:
    drawn = str(ui.address(rx.Var("email").to(str)))
    assert drawn.count('"wbr"') == 1
    assert drawn.index('"wbr"') < drawn.index('"@"', drawn.index('"wbr"'))
