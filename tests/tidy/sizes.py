"""Sizes of functions, headers, sources and tests, columns, parameters. Prints the medians."""

import ast
import json
import re
import subprocess
from statistics import median, quantiles

from tree import code_only, cpp_files, files, main, text

FUNCTION_LINES, HEADER_LINES, SOURCE_LINES, COLUMNS, PARAMETERS = 60, 300, 400, 100, 6
SCRIPTS = {".py", ".sh", ".cmake"}
GENERATED = re.compile(r"\bgenerated (by|from)\b", re.IGNORECASE)


def is_generated(source):
    """A generated file says so in its first five lines; its length is its generator's business."""
    return bool(GENERATED.search("\n".join(source.split("\n", 5)[:5])))


def is_script(file):
    """Python, CMake, shell, and the commands that are called `run`."""
    return file.suffix in SCRIPTS or file.name in {"run", "CMakeLists.txt"}


def file_sizes(root, file):
    source = text(root / file)
    lines = source.count("\n")
    most = HEADER_LINES if file.suffix in {".hpp", ".h"} else SOURCE_LINES
    found = []
    # The header of the C library holds all of it, and its numbers with what they mean.
    if lines > most and not is_generated(source) and file.name != "haggle.h":
        found = [f"{file}: {lines} lines, {most} at most"]
    return found + [f"{file}:{n}: {len(line)} columns, {COLUMNS} at most"
                    for n, line in enumerate(source.split("\n"), 1) if len(line) > COLUMNS]


def cpp_tags(root):
    """Every function, declaration and definition, that ctags sees."""
    names = "\n".join(str(f) for f in cpp_files(root))
    done = subprocess.run(
        ["ctags", "-L", "-", "-f", "-", "--output-format=json", "--language-force=C++",
         "--kinds-C++=fp", "--fields=+neS"], cwd=root, input=names, capture_output=True, text=True,
        check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def parameters_count(signature):
    """How many parameters a signature such as `(int a, Map<K, V> b)` has."""
    inside = signature.strip()[1:signature.rindex(")")]
    while "<" in inside or "(" in inside or "{" in inside:
        shorter = re.sub(r"<[^<>]*>|\([^()]*\)|\{[^{}]*\}", "", inside)
        if shorter == inside:
            break
        inside = shorter
    return 0 if inside.strip() in {"", "void"} else inside.count(",") + 1


def cpp_functions(root):
    """(file, line, name, lines or None for a declaration, parameters) of every C++ function."""
    for tag in cpp_tags(root):
        lines = tag["end"] - tag["line"] + 1 if tag["kind"] == "function" and "end" in tag else None
        count = parameters_count(tag.get("signature", "()"))
        in_c = tag["path"].startswith("capi/") or tag["path"].endswith((".c", ".h"))
        yield tag["path"], tag["line"], tag["name"], lines, 0 if in_c else count


def python_functions(root):
    """The same of every Python function."""
    for file in files(root):
        if file.suffix == ".py":
            for node in ast.walk(ast.parse(text(root / file))):
                if isinstance(node, ast.FunctionDef):
                    yield (str(file), node.lineno, node.name, node.end_lineno - node.lineno + 1,
                           len(node.args.args + node.args.kwonlyargs))


def function_sizes(functions):
    for file, line, name, lines, count in functions:
        if lines and lines > FUNCTION_LINES:
            yield f"{file}:{line}: {name} has {lines} lines, {FUNCTION_LINES} at most"
        if count > PARAMETERS:
            yield f"{file}:{line}: {name} has {count} parameters, {PARAMETERS} at most"


def medians(root, functions):
    """One line with the medians of the library itself."""
    own = [f[3] for f in functions if f[3] and f[0].startswith(("include/", "src/"))]
    headers = [text(root / f).count("\n") for f in cpp_files(root, "include")]
    if len(own) < 2 or not headers:
        return "nothing to measure"
    p90 = quantiles(own, n=10)[8]
    return (f"{len(own)} functions: median {median(own):g} lines, p90 {p90:g}, longest {max(own)}; "
            f"{len(headers)} headers: median {median(headers):g} lines, longest {max(headers)}")


def check(root):
    functions = [*cpp_functions(root), *python_functions(root)]
    print("  " + medians(root, functions))
    sized = [f for f in files(root) if f in set(cpp_files(root)) or is_script(f)]
    return [x for f in sized for x in file_sizes(root, f)] + list(function_sizes(functions))


if __name__ == "__main__":
    main(check)
