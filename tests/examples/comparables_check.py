"""What examples/comparables says of 2,000 diamonds, and its picture.

    comparables_check.py TEXT PICTURE
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ASKED = 300  # 15 % of 2,000
SVG = "{http://www.w3.org/2000/svg}"


def priced(text):
    """(priced, asked about, median error, share of ranges that held)"""
    found = re.search(r"priced (\d+) of (\d+): half of them within ([\d.]+)%; ([\d.]+)% of", text)
    return int(found[1]), int(found[2]), float(found[3]), float(found[4])


def check_text(text):
    count, asked, error, held = priced(text)
    assert asked == ASKED and count >= asked * 9 // 10, (count, asked)
    assert error < 12, error  # the median of everything is off by 70 %
    # 300 known prices and as many asked about: three times their standard deviation together.
    assert 82 <= held <= 98, held
    categories = re.findall(r"^  (\w[\w ]*?) +(\d+) +([\d.]+)%$", text, re.MULTILINE)
    assert sum(int(number) for _, number, _ in categories) == count, categories
    return count, len(categories)


def check_picture(file, count, categories):
    """A dot and a line for each price, a bar for each category."""
    root = ElementTree.parse(file).getroot()
    assert root.tag == SVG + "svg"
    dots = root.findall(SVG + "circle")
    bars = root.findall(SVG + "rect")
    ranges = [line for line in root.findall(SVG + "line") if line.get("stroke-opacity")]
    assert (len(dots), len(ranges), len(bars)) == (count, count, categories + 1)
    width, height = float(root.get("width")), float(root.get("height"))
    assert all(0 <= float(dot.get("cx")) <= width and 0 <= float(dot.get("cy")) <= height
               for dot in dots)


def main(text_file, picture):
    count, categories = check_text(Path(text_file).read_text(encoding="utf-8"))
    check_picture(picture, count, categories)
    print(f"the picture has {count} prices and {categories} categories")


if __name__ == "__main__":
    main(*sys.argv[1:])
