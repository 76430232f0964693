"""The commands of the adapter's README do what it says."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time
import unittest

from support import BIN, PATH, FolderTest

README = pathlib.Path(__file__).resolve().parents[3] / "examples/webhook/README.md"


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", README.read_text(), re.DOTALL | re.MULTILINE)


class ReadmeTest(FolderTest):
    def shell(self, command, port):
        environment = {**os.environ, "PORT": str(port), "PATH": f"{BIN}:{os.environ['PATH']}"}
        return subprocess.Popen(["bash", "-c", f"exec 2>&1; {command}"], cwd=self.folder, text=True,
                                env=environment, stdout=subprocess.PIPE)

    def answer(self, command, port):
        return self.shell(command, port).communicate(timeout=20)[0]

    def start(self, command):
        program = self.shell("exec env " + command.replace("${PORT:-8080}", "0"), 0)
        self.addCleanup(program.wait)
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.kill)
        return program, int(program.stdout.readline().rsplit(":", 1)[1])

    def test_its_commands_give_its_answers(self):
        start, send, send_batch, look = blocks("sh")
        program, port = self.start(start)
        for command, expected in zip((send, send_batch), blocks("json")):
            self.assertEqual(json.loads(self.answer(command, port)), json.loads(expected))
        looked = self.answer(look, port)
        self.assertIn('{"status":"healthy"', looked)
        self.assertIn(f'haggle_webhook_requests_total{{path="{PATH}",status="200",code="ok"}} 1',
                      looked)
        time.sleep(0.5)
        program.send_signal(signal.SIGINT)
        printed = program.communicate(timeout=10)[0].splitlines()
        self.assertEqual([json.loads(line).get("eventId") for line in printed], [None, "1", "3"])
        self.assertEqual(program.returncode, 0)

    def test_its_orders_are_taken(self):
        server = self.serve(KEYS="k3y")
        self.assertEqual(json.loads(self.answer(blocks("sh orders")[0], server.port)),
                         {"status": "done", "result": {"price": "19.99"}})

    def test_it_names_every_code(self):
        """Those that the sources answer with, and no others."""
        sources = "".join(path.read_text() for path in README.parent.glob("*.cpp"))
        answered = set(re.findall(r'\{(?:40\d|41\d|429|50\d), "(\w+)"', sources))
        answered |= set(re.findall(r'(?:refuse|bad)\("(\w+)"', sources)) | {"too_busy"}
        text = README.read_text()
        self.assertEqual({code for code in answered if f"`{code}`" not in text}, {"failed"})


if __name__ == "__main__":
    unittest.main()
