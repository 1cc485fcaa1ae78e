"""A certificate that a server made its own, for 127.0.0.1."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


def options(folder: Path) -> list[str]:
    """What a server is started with to use one; it is made in the folder as ``certificate.pem``."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
         "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key),
         "-out", str(certificate)],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl is not there to make a certificate")
    return ["--certfile", str(certificate), "--keyfile", str(key)]
