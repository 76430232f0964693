"""Signature Version 4, computed anew from what came over the wire: the referee of the client's."""

import hashlib
import hmac
import re
from urllib.parse import urlsplit

AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<scope>\S+?), ?"
    r"SignedHeaders=(?P<headers>\S+?), ?Signature=(?P<signature>[0-9a-f]{64})$")
# What has to be covered by a signature, or somebody in between could change it.
MUST_SIGN = {"content-type", "host", "x-amz-date", "x-amz-target"}


def digest(data):
    return hashlib.sha256(data).hexdigest()


def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def canonical(request, names):
    """The canonical request: `request` has method, path, headers (lower case) and body."""
    url = urlsplit(request["path"])
    headers = "".join(f"{n}:{' '.join(request['headers'][n].split())}\n" for n in names)
    return "\n".join([request["method"], url.path, url.query, headers, ";".join(names),
                      digest(request["body"])])


def signature(secret, scope, date, canonical_request):
    key = ("AWS4" + secret).encode()
    for part in scope.split("/"):
        key = mac(key, part)
    text = "\n".join(["AWS4-HMAC-SHA256", date, scope, digest(canonical_request.encode())])
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def botocore_signature(request, names, keys, scope):
    """The same from Amazon's own signer; None where it is not installed."""
    try:
        from botocore.auth import SigV4Auth
        from botocore.awsrequest import AWSRequest
        from botocore.credentials import Credentials
    except ImportError:
        return None
    _, region, service, _ = scope.split("/")
    headers = {n: request["headers"][n] for n in names}
    signed = AWSRequest(method=request["method"], data=request["body"], headers=headers,
                        url=f"http://{request['headers']['host']}{request['path']}")
    signed.context["timestamp"] = request["headers"]["x-amz-date"]
    signer = SigV4Auth(Credentials(keys["key"], keys["secret"]), service, region)
    text = signer.string_to_sign(signed, signer.canonical_request(signed))
    return signer.signature(text, signed)


def fault(request, keys):
    """Why this request is not to be believed, or None. `keys` has key, secret and token."""
    found = AUTHORIZATION.match(request["headers"].get("authorization", ""))
    if not found:
        return "no authorization"
    names = found["headers"].split(";")
    token = request["headers"].get("x-amz-security-token", "")
    must = MUST_SIGN | ({"x-amz-security-token"} if token else set())
    if found["key"] != keys["key"]:
        return "unknown key"
    if names != sorted(names) or not must <= set(names):
        return f"signed headers are {names}"
    if not set(names) <= set(request["headers"]):
        return f"signed, but not sent: {sorted(set(names) - set(request['headers']))}"
    if token != keys["token"]:
        return "wrong token"
    text = canonical(request, names)
    date = request["headers"]["x-amz-date"]
    ours = signature(keys["secret"], found["scope"], date, text)
    theirs = botocore_signature(request, names, keys, found["scope"])
    if theirs not in {None, ours}:
        return "the two referees do not agree"
    if not hmac.compare_digest(ours, found["signature"]):
        return "the signature does not match\n" + text
    return None
