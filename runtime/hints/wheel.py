"""Writes the package as a wheel, the same bytes each time: ``python wheel.py FOLDER``. Prints its path.

Pure Python needs no build back end: a wheel is a zip with three files of metadata (PEP 427, the core metadata
specification). ``pip install .`` builds the same by ``pyproject.toml``.
"""

import base64
import hashlib
import os
import re
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))


def main(folder):
    with open(os.path.join(HERE, "pyproject.toml"), encoding="utf-8") as file:
        project = dict(re.findall(r'^(name|version|description|requires-python) = "(.*)"$', file.read(), re.MULTILINE))
    stem = f"{project['name'].replace('-', '_')}-{project['version']}"
    source = os.path.join(HERE, "src", "taipan")
    content = {}
    for name in sorted(os.listdir(source)):
        if name.endswith((".py", ".pyi", ".typed")):
            with open(os.path.join(source, name), "rb") as file:
                content[f"taipan/{name}"] = file.read()
    with open(os.path.join(HERE, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    metadata = {
        "Metadata-Version": "2.1",
        "Name": project["name"],
        "Version": project["version"],
        "Summary": project["description"],
        "License": "MIT",
        "Requires-Python": project["requires-python"],
        "Description-Content-Type": "text/markdown",
    }
    lines = "".join(f"{key}: {value}\n" for key, value in metadata.items())
    content[f"{stem}.dist-info/METADATA"] = f"{lines}\n{readme}".encode()
    content[f"{stem}.dist-info/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: taipan\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    records = []
    for name, data in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        records.append(f"{name},sha256={digest},{len(data)}\n")
    record = f"{stem}.dist-info/RECORD"
    content[record] = ("".join(records) + f"{record},,\n").encode()
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"{stem}-py3-none-any.whl")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, data)
    print(path)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python wheel.py FOLDER")
    main(sys.argv[1])
