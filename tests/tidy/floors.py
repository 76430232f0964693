"""The floors of the house: an include goes down or stays in its room; rooms of one floor do not
see each other; nothing below floor 7 reaches outside. Draws them into include/haggle/README.md."""

import re
from graphlib import CycleError, TopologicalSorter

from tree import code_only, cpp_files, files, line_of, main, text

# The one home of the floors, lowest first: the rooms of each, and what a room is for.
FLOORS = [
    {"base": "errors, 128-bit numbers, limits"},
    {"money": "exact amounts, rates, grids"},
    {"market": "what is known at one moment", "trail": "the reasons of a price"},
    {"bounds": "what a price must respect", "profit": "what a price must earn",
     "comparables": "similar items", "demand": "what a price sells", "insight": "history, trends"},
    {"strategy": "proposes a price", "valuation": "similar items to a price range"},
    {"reprice": "policy + snapshot -> decision", "replenish": "what to restock"},
    {"codec": "text in and out", "simulate": "markets and backtests"},
    {"pipeline": "message -> decision -> store"},
    {"capi": "the C ABI"},
    {"examples": "outside: files, sockets, clocks live here"},
]
FLOOR_OF = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}
PURE_BELOW = 7

OUTSIDE = set("""fstream iostream sstream istream ostream iomanip ios streambuf syncstream print
    chrono ctime time.h random thread mutex shared_mutex condition_variable future atomic semaphore
    barrier latch stop_token locale clocale locale.h regex cstdio stdio.h filesystem unistd.h
    csignal signal.h fmt/chrono.h fmt/os.h fmt/ostream.h fmt/std.h""".split())
PRIVATE = re.compile(r"^(nlohmann|fmt|Eigen)/")
CALLS = re.compile(r"\bstd::(rand|srand|time|clock|getenv|setlocale|printf|puts|fopen|cout|cerr)\b")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
BEGIN, END = "<!-- floors: begin -->", "<!-- floors: end -->"


C_HEADER = ("capi", "include", "haggle", "haggle.h")


def in_rooms(root):
    """The files that stand on floors. The C library is a room of its own, beside src."""
    return [*cpp_files(root, "include", "src"),
            *(f for f in cpp_files(root, "capi") if f.parts[1:2] == ("src",)
              or f.parts == C_HEADER)]


def place(file):
    """(room, floor) of a file in include/haggle, src or capi; None for what stands in no room."""
    if file.parts[0] == "capi":
        return "capi", FLOOR_OF["capi"]
    inner = file.parts[2:] if file.parts[:2] == ("include", "haggle") else file.parts[1:]
    room = inner[0] if len(inner) > 1 else None
    return (room, FLOOR_OF.get(room)) if room else None


def first_line(file, source):
    """Line 1 of a header names its path and its floor. A header above the rooms, which no room may
    include, names the highest of them."""
    top = file.parts.index("include") + 1 if "include" in file.parts else 0
    shown, sign = "/".join(file.parts[top:]), "/*" if file.suffix == ".h" else "//"
    where = [place(file)] if place(file) else FLOOR_OF.items()
    wanted = [f"{sign} {shown} -- floor {floor} ({room})." for room, floor in where]
    if source.split("\n", 1)[0] in wanted:
        return []
    return [f"{file}:1: the first line should be: {wanted[0]}"]


def arrow(file, line, angle, name):
    """What is wrong with one include, seen from its file's room; a list, mostly empty."""
    room, floor = place(file)
    outside = name if angle == "<" else None
    if outside in OUTSIDE and floor < PURE_BELOW:
        return [f"{file}:{line}: <{name}> is not included below floor {PURE_BELOW}"]
    # Large pages are the system's: the C library asks for them, nothing below it does.
    if (floor, name) == (8, "sys/mman.h"):
        return []
    if outside and "/" in name and name != "tl/expected.hpp":
        if file.parts[0] == "include" or not PRIVATE.match(name):
            return [f"{file}:{line}: <{name}> is private to src/ or not a dependency"]
    if room == "capi" and name == "haggle/haggle.h":
        return []
    parts = name.split("/")
    target = parts[1] if parts[0] == "haggle" and len(parts) > 2 else parts[0]
    if outside or (parts[0] != "haggle" and len(parts) == 1):
        return []
    if target not in FLOOR_OF:
        return [f"{file}:{line}: \"{name}\" is in no room"]
    if target != room and FLOOR_OF[target] >= floor:
        return [f"{file}:{line}: \"{name}\" stands on floor {FLOOR_OF[target]}, not below {floor}"]
    return []


def arrows(root, file):
    """What is wrong with the includes of one file in a room, and with what it calls."""
    source = text(root / file)
    found = [finding for m in INCLUDE.finditer(source)
             for finding in arrow(file, line_of(source, m.start()), m.group(1), m.group(2))]
    if place(file)[1] < PURE_BELOW:
        found += [f"{file}:{line_of(source, m.start())}: {m.group()} reaches outside"
                  for m in CALLS.finditer(code_only(source))]
    return found


def cycles(root, headers):
    """A cycle of includes, if there is one."""
    graph = {"/".join(h.parts[1:]): {m.group(2) for m in INCLUDE.finditer(text(root / h))}
             for h in headers}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return ["includes in a circle: " + " -> ".join(error.args[1])]
    return []


def picture(root):
    """The floors that stand today, highest first."""
    standing = {p.parts[2] for p in files(root) if p.parts[:2] == ("include", "haggle")}
    standing |= {p.parts[0] for p in files(root)}
    floors = [(n, [room for room in rooms if room in standing]) for n, rooms in enumerate(FLOORS)]
    rows = [(n, " | ".join(rooms), " | ".join(FLOORS[n][room] for room in rooms))
            for n, rooms in reversed(floors) if rooms]
    width = max(len(rooms) for _, rooms, _ in rows)
    return "\n".join(["```"] + [f"F{n}  {r:<{width}}  {p}" for n, r, p in rows] + ["```"])


def drawing(root, write):
    """Compares the picture in include/haggle/README.md with the floors, or writes it there."""
    readme = root / "include/haggle/README.md"
    old = text(readme) if readme.exists() else ""
    if BEGIN not in old or END not in old:
        return [f"include/haggle/README.md: has no place for the floors: {BEGIN} ... {END}"]
    head, tail = old.split(BEGIN)[0], old.split(END)[1]
    new = f"{head}{BEGIN}\n{picture(root)}\n{END}{tail}"
    if write and new != old:
        readme.write_text(new, encoding="utf-8")
    if write or new == old:
        return []
    return ["include/haggle/README.md: the floors changed; run tests/tidy/floors.py --write"]


def check(root, write=False):
    headers = [f for f in in_rooms(root) if f.suffix in {".hpp", ".h"}]
    found = [x for f in headers for x in first_line(f, text(root / f))]
    for file in in_rooms(root):
        where = place(file)
        if where and where[1] is None:
            found.append(f"{file}: {where[0]} is not a room")
        elif where:
            found += arrows(root, file)
    return found + cycles(root, headers) + drawing(root, write)


if __name__ == "__main__":
    main(check, write="draw the floors into include/haggle/README.md")
