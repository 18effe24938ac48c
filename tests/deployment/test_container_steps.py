"""The Dockerfile's steps run, and what they make is healthy."""

import os
import shutil
import subprocess

import pytest
from django.conf import settings


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="needs root and unshare")
def test_steps_run_and_what_the_image_starts_is_healthy():
    ended = subprocess.run(
        [settings.ROOT / "script" / "container-steps"],
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )

    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-3000:]
    assert ended.stdout.endswith("what it starts is healthy.\n")
