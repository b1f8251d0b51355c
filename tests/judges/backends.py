"""The arguments of Terraform's backends, by Terraform's own source.

    backends.py REPOSITORY TAG...

prints what `codegen/src/settings/backends.txt` holds: a line a backend with the names of its arguments and blocks in any of
these versions. REPOSITORY is a clone of hashicorp/terraform, TAG a version of it such as v1.14.0.
"""

import re
import subprocess
import sys

FOLDERS = {"azurerm": "remote-state/azure", "local": "local", "remote": "remote"}
KINDS = ["azurerm", "consul", "cos", "gcs", "http", "kubernetes", "local", "oci", "oss", "pg", "remote", "s3"]
BEGIN = re.compile(r"^(\t+)(?:Attributes|BlockTypes|Schema):\s+map\[")
# A name, or a constant for one.
ENTRY = re.compile(r'^(\t+)(?:"([a-z0-9_]+)"|(\w+)):\s')


def show(repository, tag, path):
    command = ["git", "-C", repository, "show", f"{tag}:internal/backend/{path}"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout if found.returncode == 0 else ""


def names(source, constants):
    """The entries of the outermost maps of a schema, which are one step further in than where it begins."""
    start = re.search(r"^func (?:\(.*\) ConfigSchema|New)\(", source, re.M)
    found, depth, inside = set(), None, False
    for line in source[start.start() :].splitlines() if start else []:
        begin = BEGIN.match(line)
        if begin and (depth is None or len(begin[1]) == depth):
            depth, inside = len(begin[1]), True
        elif inside and re.match(r"^\t{%d}\S" % depth, line):
            inside = False
        elif inside and (entry := ENTRY.match(line)) and len(entry[1]) == depth + 1:
            found.add(entry[2] or constants[entry[3]])
        elif depth is not None and line == "}":
            break
    return found


def main(repository, *tags):
    for kind in KINDS:
        folder = FOLDERS.get(kind, f"remote-state/{kind}")
        found = set()
        for tag in tags:
            text = show(repository, tag, f"{folder}/constants.go") + show(repository, tag, f"{folder}/backend.go")
            constants = dict(re.findall(r'^\t(\w+)\s*=\s*"([a-z0-9_]+)"$', text, re.M))
            found |= names(show(repository, tag, f"{folder}/backend.go"), constants)
        print(f"{kind}: {' '.join(sorted(found))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
