"""Words that have no place here: unfinished work, paths of one machine, hosts of package
registries, pages that are not in the repository, tests that skip or cannot fail."""

import re

from tree import CPP, files, main, matches, text

# Pieces are joined here so that this file does not find itself.
def one_of(*pieces):
    return "|".join("".join(p) for p in pieces)


UNFINISHED = re.compile(
    r"\b(?:" + one_of(("TO", "DO"), ("FIX", "ME"), ("HA", "CK"), ("place", "holders?"),
                      ("st", "ub(?:s|bed)?"), ("not ", "implemented"))
    + r")\b|\bX{3}\b(?=[:(]|\s*$)")
MACHINE = re.compile(r"(?<![\w./-])/(?:work|farm|tmp|root|home)/\w[^\s\"'`)]*")
REGISTRY = re.compile(
    r"\b(?:" + one_of(("py", "pi"), ("pythonhosted",), ("crates",), ("npm", "js"), ("golang",),
                      ("maven",), ("deb", r"ian"))
    + r")\." + r"(?:org|io|com)\b", re.IGNORECASE)
PAGE = re.compile(r"(?<![\w./-])(?:\.{1,2}/)*[A-Za-z][\w./-]*\.md\b")
CANNOT_FAIL = re.compile(
    one_of((r"\bGTEST_", "SKIP"), (r"\bDIS", r"ABLED_"), (r"\bEXPECT_TRUE\(", r"true\)"),
           (r"\bassert ", r"True\b"), (r"\bunittest\.", "skip")))

WRITTEN_BY_US = CPP | {".py", ".sh", ".cmake", ".md", ".txt", ".json", ".in", ""}
# Messages as the marketplaces send them are not our words.
THEIRS = (("tests", "wire"), ("tests", "golden"), ("LICENSE",))


def ours(file):
    return file.suffix in WRITTEN_BY_US and not any(file.parts[:len(t)] == t for t in THEIRS)


def dangling(root, file, known):
    """Mentions of a page that is nowhere in the repository."""
    source = text(root / file)
    return [f"{file}: names a page that is not here: {m.group()}" for m in PAGE.finditer(source)
            if not any(k.endswith("/" + m.group().lstrip("./")) for k in known)]


def check(root):
    known = ["/" + str(f) for f in files(root) if f.suffix == ".md"]
    found = []
    for file in filter(ours, files(root)):
        source = text(root / file)
        found += matches(root, file, UNFINISHED, source, "unfinished")
        found += matches(root, file, MACHINE, source, "a path of one machine")
        found += matches(root, file, REGISTRY, source, "a package registry")
        found += dangling(root, file, known)
        if file.parts[0] in {"tests", "capi"}:
            found += matches(root, file, CANNOT_FAIL, source, "skips or cannot fail")
    return found


if __name__ == "__main__":
    main(check)
