"""Makes the text-*.woff2 beside this file: Be Vietnam Pro as this program needs it, in one file a weight and script.

What a page never shows is left out: hinting (no screen of today uses it), names, and features beside kerning and marks.
A page loads about half the bytes, on a hall's Wi-Fi as well as on a telephone.

    pip install fonttools brotli
    python make-text.py ../../../../node_modules/@fontsource/be-vietnam-pro/files
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FEATURES = ["ccmp", "kern", "mark", "mkmk", "locl"]
SCRIPTS = ["latin", "vietnamese"]

for weight in (400, 600, 800):
    for script in SCRIPTS:
        font = TTFont(Path(sys.argv[1]) / f"be-vietnam-pro-{script}-{weight}-normal.woff2")
        options = subset.Options(
            layout_features=FEATURES, name_IDs=[0, 1, 2, 13, 14], hinting=False, flavor="woff2", drop_tables=["DSIG"]
        )
        keeper = subset.Subsetter(options)
        keeper.populate(unicodes=font.getBestCmap().keys())
        keeper.subset(font)
        font.flavor = "woff2"
        font.save(Path(__file__).parent / f"text-{script}-{weight}.woff2")
