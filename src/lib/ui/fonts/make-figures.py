"""Makes the figures-*.woff2 beside this file: Be Vietnam Pro's digits at one width, so that a live count never shifts.

The font has no tabular figures of its own (its 1 is 63 % as wide as its 0). Digits wider than the common width are
narrowed by at most 8 %, narrower ones are centred; the hyphen of ticket numbers is shortened to two thirds.

    pip install fonttools brotli
    python make-figures.py ../../../../node_modules/@fontsource/be-vietnam-pro/files
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.misc.transform import Transform
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

WIDTHS = {400: 656, 600: 668, 800: 684}
HYPHEN = 400

for weight, width in WIDTHS.items():
    font = TTFont(Path(sys.argv[1]) / f"be-vietnam-pro-latin-{weight}-normal.woff2")
    options = subset.Options(layout_features=[], name_IDs=[0, 1, 2, 13, 14], hinting=False, flavor="woff2")
    keeper = subset.Subsetter(options)
    keeper.populate(text="0123456789-")
    keeper.subset(font)
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    redrawn = {}
    for sign in "0123456789-":
        name = cmap[ord(sign)]
        advance = font["hmtx"][name][0]
        wanted = HYPHEN if sign == "-" else width
        scale = min(1, wanted / advance)
        pen = TTGlyphPen(None)
        glyphs[name].draw(TransformPen(pen, Transform(scale, 0, 0, 1, (wanted - advance * scale) / 2, 0)))
        redrawn[name] = (pen.glyph(), wanted)
    for name, (glyph, wanted) in redrawn.items():
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (wanted, glyph.xMin)
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = "Ngay Hoi Figures"
    font.flavor = "woff2"
    font.save(Path(__file__).parent / f"figures-{weight}.woff2")
