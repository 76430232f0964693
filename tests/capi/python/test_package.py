"""The wheel as it is installed: what it holds and needs, its types, its quick start."""

import contextlib
import io
import os
import re
import subprocess
import sys
import unittest
import zipfile
from pathlib import Path

import haggle

ROOT = Path(os.environ["HAGGLE_ROOT"])
WHEEL = Path(os.environ.get("HAGGLE_WHEEL", ""))


def output_of(*command):
    done = subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True,
                          text=True)
    return done.stdout + done.stderr


class Package(unittest.TestCase):
    def test_it_is_the_installed_one(self):
        place = Path(haggle.__file__).resolve()
        self.assertFalse(place.is_relative_to(ROOT / "capi"), place)
        self.assertTrue(place.with_name("libhaggle.so.1").exists())
        self.assertRegex(haggle.__version__, r"^\d+\.\d+\.\d+$")

    def test_the_wheel_is_small(self):
        self.assertLessEqual(WHEEL.stat().st_size, 3 * 2**20)
        names = zipfile.ZipFile(WHEEL).namelist()
        self.assertIn("haggle/py.typed", names)
        self.assertEqual(sum(name.endswith(".so.1") for name in names), 1)

    def test_it_needs_libc_and_libm_alone(self):
        library = Path(haggle.__file__).with_name("libhaggle.so.1")
        shown = subprocess.run(["readelf", "-d", library], capture_output=True, text=True,
                               check=True).stdout
        needed = set(re.findall(r"Shared library: \[(.*?)\]", shown))
        self.assertLessEqual(needed, {"libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2"})

    def test_numpy_is_needed_for_arrays_alone(self):
        code = ("import sys; sys.modules['numpy'] = None; import haggle; "
                "print(haggle.Policy().json, haggle.scores_needed(0.9))")
        shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                               check=True).stdout
        self.assertEqual(shown.split()[-1], "9")

    def test_auditwheel(self):
        shown = " ".join(output_of("auditwheel", "show", WHEEL).split())
        tag = re.search(r'with the following platform tag: "manylinux_2_(\d+)_', shown)
        self.assertIsNotNone(tag, shown)
        self.assertLessEqual(int(tag[1]), 36)

    def test_types(self):
        self.assertIn("Success", output_of("mypy", "--strict", "-p", "haggle"))
        user = ("import haggle\n"
                "policy = haggle.Policy({'beat_by': '-0.01'})\n"
                "price: haggle.Money = haggle.decide('{}', haggle.Market(time=0), policy,"
                " now=0).price\n"
                "number: str = policy.catalogue().find('a', 'b', 'c')\n")
        shown = output_of("mypy", "--strict", "-c", user)
        self.assertIn("Found 1 error", shown)
        self.assertIn('expression has type "int | None", variable has type "str"', shown)

    def test_the_readme(self):
        """Each block of Python runs, and prints what the block of text behind it says."""
        page = (ROOT / "capi/python/README.md").read_text(encoding="utf-8")
        blocks = re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", page, re.DOTALL)
        self.assertGreater(len(blocks), 2)
        names = {}
        for code, said in blocks:
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(code, "README.md", "exec"), names)
            if said:
                self.assertEqual(printed.getvalue(), said)

    def test_the_quick_start_is_short(self):
        page = (ROOT / "capi/python/README.md").read_text(encoding="utf-8")
        first = re.search(r"```python\n(.*?)```", page, re.DOTALL)[1]
        self.assertLessEqual(len([line for line in first.splitlines() if line.strip()]), 10)


if __name__ == "__main__":
    unittest.main()
