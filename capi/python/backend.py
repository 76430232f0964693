#!/usr/bin/python3
"""Builds the wheel: the package and the C library in one, for any Python 3 on Linux.

    backend.py [FOLDER]     writes it there (dist/ if not said) and prints its path
It is also what pip calls (PEP 517). HAGGLE_LIBRARY names a library that is already built; else it
is built with CMake, with the C++ runtime inside, so that it needs libc and libm alone.
"""

import base64
import hashlib
import os
import platform
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TREE = ROOT / "build/wheel"
LIBRARY = "libhaggle.so.1"
TAG = f"py3-none-manylinux_2_36_{platform.machine()}"
TIME = (1980, 1, 1, 0, 0, 0)  # the same files give the same wheel


def version():
    text = (ROOT / "include/haggle/base/version.hpp").read_text(encoding="utf-8")
    return re.search(r'HAGGLE_VERSION_TEXT "([^"]+)"', text)[1]


def run(*command):
    """Runs a command; its output is shown where it fails, and nowhere else."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(f"failed: {command[0]}")


def built_library():
    """The library that the wheel carries, without symbols that nobody calls."""
    named = os.environ.get("HAGGLE_LIBRARY")
    source = Path(named) if named else TREE / "capi" / LIBRARY
    if not named:
        run("cmake", "-S", ROOT, "-B", TREE, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
            "-DHAGGLE_TESTS=OFF", "-DHAGGLE_BENCH=OFF", "-DHAGGLE_EXAMPLES=OFF",
            "-DHAGGLE_INSTALL=OFF",
            "-DCMAKE_SHARED_LINKER_FLAGS=-static-libstdc++ -static-libgcc")
        run("cmake", "--build", TREE, "--target", "haggle_capi")
    stripped = TREE / "stripped" / LIBRARY
    stripped.parent.mkdir(parents=True, exist_ok=True)
    run("strip", "--strip-unneeded", "-o", stripped, source)
    return stripped.read_bytes()


def metadata():
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = ["Metadata-Version: 2.1", f"Name: {project['name']}", f"Version: {version()}",
             f"Summary: {project['description']}", f"License: {project['license']['text']}",
             f"Requires-Python: {project['requires-python']}"]
    lines += [f"Classifier: {one}" for one in project["classifiers"]]
    readme = (HERE / project["readme"]).read_text(encoding="utf-8")
    return "\n".join([*lines, "Description-Content-Type: text/markdown", "", readme])


def wheel_text():
    return f"Wheel-Version: 1.0\nGenerator: haggle\nRoot-Is-Purelib: false\nTag: {TAG}\n"


def contents():
    """Every file of the wheel by its name, but for the list of them."""
    info = f"haggle-{version()}.dist-info"
    files = {f"haggle/{f.name}": f.read_bytes() for f in sorted((HERE / "haggle").iterdir())
             if f.suffix == ".py" or f.name == "py.typed"}
    files[f"haggle/{LIBRARY}"] = built_library()
    files[f"{info}/METADATA"] = metadata().encode()
    files[f"{info}/WHEEL"] = wheel_text().encode()
    files[f"{info}/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    return info, files


def record(info, files):
    lines = []
    for name, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(data)}")
    return "\n".join([*lines, f"{info}/RECORD,,", ""]).encode()


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Writes the wheel and returns its name."""
    info, files = contents()
    files[f"{info}/RECORD"] = record(info, files)
    name = f"haggle-{version()}-{TAG}.whl"
    with zipfile.ZipFile(Path(wheel_directory) / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, TIME)
            entry.external_attr = (0o755 if path.endswith(LIBRARY) else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, data)
    return name


def build_sdist(sdist_directory, config_settings=None):
    raise SystemExit("there is no source distribution: the package is built from the repository")


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "dist")
    folder.mkdir(parents=True, exist_ok=True)
    print(folder / build_wheel(folder))


if __name__ == "__main__":
    main()
