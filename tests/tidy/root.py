"""The root of the repository holds what the house has and nothing else, and no room is empty."""

from floors import FLOOR_OF
from tree import files, main

MUST = {"CMakeLists.txt", "include", "src", "tests", "bench", "examples", "cmake", "LICENSE",
        "README.md"}
MAY = {"capi"}


def rooms(root, top, suffix=""):
    """The rooms below a folder that hold a file whose name ends so."""
    return {f.relative_to(top).parts[0] for f in files(root) if f.name.endswith(suffix)
            and f.is_relative_to(top) and len(f.relative_to(top).parts) > 1}


def check(root):
    entries = {f.parts[0] for f in files(root) if not f.parts[0].startswith(".")}
    found = [f"{name}: does not belong in the root" for name in sorted(entries - MUST - MAY)]
    found += [f"{name}: is missing in the root" for name in sorted(MUST - entries)]
    declared = rooms(root, "include/haggle")
    found += [f"src/{room}: has no room in include/haggle" for room in
              sorted(rooms(root, "src") - declared)]
    found += [f"include/haggle/{room}: is a room without a header" for room in
              sorted(declared - rooms(root, "include/haggle", ".hpp"))]
    return found + [f"include/haggle/{room}: is not a room" for room in
                    sorted(declared - FLOOR_OF.keys())]


if __name__ == "__main__":
    main(check)
