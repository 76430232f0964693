"""The referee itself: it must agree with Amazon's signer and refuse what was changed on the way."""

import unittest

import sigv4

KEYS = {"key": "AKIDEXAMPLE", "secret": "secret/+key", "token": "to/ken=="}
BODIES = [b"", b"{}", '{"a":"gr\u00fc\u00df \U0001f600"}'.encode(), bytes(range(256)),
          b"x" * 70_000]


def request(body):
    return {"method": "POST", "path": "/", "body": body,
            "headers": {"content-type": "application/x-amz-json-1.0", "host": "127.0.0.1:9324",
                        "x-amz-date": "20261122T004500Z", "x-amz-target": "Fake.Echo",
                        "x-amz-security-token": KEYS["token"]}}


def signed(body):
    """A request that botocore signed."""
    made, scope = request(body), "20261122/us-east-1/fake/aws4_request"
    names = sorted(made["headers"])
    made["headers"]["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={KEYS['key']}/{scope}, SignedHeaders={';'.join(names)}, "
        f"Signature={sigv4.botocore_signature(made, names, KEYS, scope)}")
    return made


class Referee(unittest.TestCase):
    def test_believes_the_signer_of_amazon(self):
        for body in BODIES:
            self.assertIsNone(sigv4.fault(signed(body), KEYS), body[:20])

    def test_refuses_a_changed_body(self):
        for body in BODIES:
            changed = signed(body)
            changed["body"] += b" "
            self.assertIn("does not match", sigv4.fault(changed, KEYS))

    def test_refuses_a_changed_header(self):
        for name in ("x-amz-target", "x-amz-date", "host", "content-type"):
            changed = signed(b"{}")
            changed["headers"][name] += "0"
            self.assertIn("does not match", sigv4.fault(changed, KEYS))

    def test_refuses_a_header_that_is_not_signed(self):
        for name in ("x-amz-target", "x-amz-security-token", "content-type"):
            changed = signed(b"{}")
            text = changed["headers"]["authorization"]
            kept = text.replace(name + ";", "").replace(";" + name, "")
            changed["headers"]["authorization"] = kept
            self.assertIn("signed headers", sigv4.fault(changed, KEYS))

    def test_refuses_other_keys(self):
        self.assertEqual(sigv4.fault(signed(b"{}"), {**KEYS, "key": "other"}), "unknown key")
        self.assertEqual(sigv4.fault(signed(b"{}"), {**KEYS, "token": "other"}), "wrong token")
        self.assertIn("not match", sigv4.fault(signed(b"{}"), {**KEYS, "secret": "other"}))
        self.assertEqual(sigv4.fault(request(b"{}"), KEYS), "no authorization")


if __name__ == "__main__":
    unittest.main(verbosity=0)
