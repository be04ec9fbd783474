"""An A4 sheet in our look: fonts, inks, a head and a foot with the page's number."""

from fpdf import FPDF

from trustcoach_app.planning.export.fonts import inter

INK, SOFT, FAINT, LINE, PAPER, ACCENT = (
    (27, 42, 46),
    (76, 92, 97),
    (94, 107, 111),
    (229, 224, 214),
    (247, 245, 240),
    (23, 107, 114),
)
MARGIN = 16
Colour = tuple[int, int, int]


class Sheet(FPDF):
    """Pages of one document. Lengths in millimetres, sizes in points."""

    def __init__(self, title: str, subtitle: str, *, landscape: bool) -> None:
        super().__init__(orientation="landscape" if landscape else "portrait", format="A4")
        self.title_words, self.subtitle_words = title, subtitle
        self.add_font("Inter", "", inter(400))
        self.add_font("Inter", "B", inter(600))
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=18)
        self.set_title(title)
        self.set_lang("fr-FR")
        self.alias_nb_pages()
        self.add_page()

    def header(self) -> None:
        """The title, above a line in the accent's colour."""
        self.write_at(MARGIN, 13, self.title_words, size=19, bold=True)
        self.write_at(MARGIN, 22, self.subtitle_words, size=9.5, colour=SOFT)
        self.set_draw_color(*ACCENT)
        self.set_line_width(0.6)
        self.line(MARGIN, 30, self.w - MARGIN, 30)
        self.set_y(35)

    def footer(self) -> None:
        """The name, and which page of how many."""
        self.set_y(-12)
        self.set_font("Inter", "", 8)
        self.set_text_color(*FAINT)
        self.cell(0, 5, "TrustCoach")
        self.set_y(-12)
        self.cell(0, 5, f"Page {self.page_no()} / {{nb}}", align="R")

    def write_at(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        bold: bool = False,
        colour: Colour = INK,
        width: float = 0,
        align: str = "L",
    ) -> None:
        """One line of words at a place, shortened to `width` where there is one."""
        self.set_font("Inter", "B" if bold else "", size)
        self.set_text_color(*colour)
        self.set_xy(x, y)
        self.cell(width or None, size * 0.5, self.shortened(words, width) if width else words, align=align)

    def shortened(self, words: str, width: float) -> str:
        """The words, cut with … where they would be longer than `width`."""
        room = width - 2 * self.c_margin
        if self.get_string_width(words) <= room:
            return words
        while words and self.get_string_width(f"{words}…") > room:
            words = words[:-1]
        return f"{words.rstrip()}…"

    def done(self) -> bytes:
        """The document."""
        return bytes(self.output())
