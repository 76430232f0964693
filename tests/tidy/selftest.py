"""The checks are checked: a house that is right passes, and each planted fault is found."""

import contextlib
import io
import tempfile
from pathlib import Path

import floating
import floors
import root as house_root
import self_contained
import sizes
import tree
import words

GOOD = {
    "CMakeLists.txt": "project(x)\n",
    "LICENSE": "Apache-2.0\n",
    "README.md": "See include/haggle/README.md.\n",
    "bench/bench_x.cpp": "int main() { return 0; }\n",
    "cmake/x.cmake": "# nothing\n",
    "examples/run": "exit 0\n",
    "tests/unit/x_test.cpp": "TEST(x, y) { EXPECT_EQ(1, 1); }\n",
    "include/haggle/README.md": f"{floors.BEGIN}\n{floors.END}\n",
    "include/haggle/haggle.hpp": "// haggle/haggle.hpp -- floor 1 (money).\n"
                                 '#include "haggle/money/money.hpp"\n',
    "include/haggle/base/error.hpp": "// haggle/base/error.hpp -- floor 0 (base).\n#pragma once\n"
                                     "#include <tl/expected.hpp>\nnamespace haggle {}\n",
    "include/haggle/money/money.hpp": "// haggle/money/money.hpp -- floor 1 (money).\n"
                                      '#pragma once\n#include "haggle/base/error.hpp"\n'
                                      "// 0.5 double in a comment\n"
                                      "constexpr int million = 1'000'000;\n",
    "include/haggle/market/offer.hpp": "// haggle/market/offer.hpp -- floor 2 (market).\n",
    "include/haggle/trail/trail.hpp": "// haggle/trail/trail.hpp -- floor 2 (trail).\n",
    "src/base/error.cpp": '#include "haggle/base/error.hpp"\n#include <fmt/format.h>\n',
}

# (check, file, what is planted at its end, what the finding says)
MONEY, TEST = "include/haggle/money/money.hpp", "tests/unit/x_test.cpp"
PLANTED = [
    (floors, MONEY, '#include "haggle/market/offer.hpp"\n', "stands on floor 2"),
    (floors, "include/haggle/trail/trail.hpp", '#include "haggle/market/offer.hpp"\n', "stands on"),
    (floors, "src/base/error.cpp", '#include "haggle/money/money.hpp"\n', "stands on floor 1"),
    (floors, "src/base/error.cpp", "#include <chrono>\n", "<chrono> is not included"),
    (floors, "src/base/error.cpp", "int x = std::rand();\n", "std::rand reaches outside"),
    (floors, MONEY, "#include <fmt/format.h>\n", "is private"),
    (floors, "include/haggle/money/rate.hpp", "// rates\n", "the first line should be"),
    (floors, "include/haggle/money/a.hpp", "// haggle/money/a.hpp -- floor 1 (money).\n"
     '#include "haggle/money/a.hpp"\n', "in a circle"),
    (floors, "include/haggle/cellar/a.hpp", "// x\n", "is not a room"),
    (floors, "include/haggle/README.md", floors.BEGIN + "F0 mud\n" + floors.END, "floors changed"),
    (floors, "capi/src/a.hpp", "// x\n", "the first line should be: // capi/src/a.hpp -- floor 8"),
    (floors, "capi/src/a.cpp", '#include "nowhere/a.hpp"\n', "is in no room"),
    (floors, "include/haggle/money/b.hpp", "// haggle/money/b.hpp -- floor 1 (money).\n"
     '#include "haggle/haggle.h"\n', "is in no room"),
    (floating, MONEY, "double price;\n", "double"),
    (floating, MONEY, "auto rate = 0.5;\n", "0.5"),
    (floating, MONEY, "auto rate = 1e6;\n", "1e6"),
    (house_root, "notes.txt", "x", "does not belong"),
    (house_root, "src/trail/x.cpp", "", None),
    (house_root, "src/bounds/x.cpp", "", "has no room"),
    (house_root, "include/haggle/bounds/notes.txt", "x\n", "without a header"),
    (sizes, MONEY, "void f() {\n" + "  g();\n" * 60 + "}\n", "f has 62 lines"),
    (sizes, MONEY, "int f(int a, int b, int c, int d, int e, int g, int h);\n", "7 parameters"),
    (sizes, MONEY, "int f(M<int, int> a, int b, int c, int d, int e, int g);\n", None),
    (sizes, "tests/x.py", "def f():\n" + "    g()\n" * 60, "f has 61 lines"),
    (sizes, MONEY, "//\n" * 300, "300 at most"),
    (sizes, TEST, "//\n" * 400, "400 at most"),
    (sizes, TEST, "/" * 101 + "\n", "101 columns"),
    (words, MONEY, "// TO" "DO: later\n", "unfinished"),
    (words, MONEY, '// the currency "XXX"\n', None),
    (words, "README.md", "see docs/plan.m" "d\n", "not here"),
    (words, "README.md", "see /wor" "k/main/x\n", "a path of one machine"),
    (words, "cmake/x.cmake", "# from py" "pi.org\n", "registry"),
    (words, TEST, "GTEST_" "SKIP();\n", "skips"),
    (self_contained, MONEY, "inline std::deque<int> d;\n", "does not compile alone"),
]


def build(top, file=None, planted=""):
    """Writes the good house, with something planted at the end of one file."""
    for name, body in GOOD.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body)
    floors.drawing(top, write=True)
    if file:
        path = top / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a") as out:
            out.write(planted)
    tree.files.cache_clear()
    tree.text.cache_clear()


def findings(check, file=None, planted=""):
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()):
        build(Path(name), file, planted)
        return check.check(Path(name))


def check(_):
    found = []
    for module in (floors, floating, house_root, sizes, words):
        found += [f"a good house fails {module.__name__}: {x}" for x in findings(module)]
    for module, file, planted, wanted in PLANTED:
        said = findings(module, file, planted)
        right = any(wanted in x for x in said) if wanted else not said
        if not right:
            found.append(f"{module.__name__}: {planted[:60]!r} in {file}: said {said}")
    return found


if __name__ == "__main__":
    tree.main(check)
