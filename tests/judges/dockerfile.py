"""What a Dockerfile says, as dockerfile-parse reads it: for each file one line of JSON, a list of [instruction, value]."""

import io
import json
import sys

from dockerfile_parse import DockerfileParser

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        read = DockerfileParser(fileobj=io.BytesIO(file.read()))
    print(json.dumps([[it["instruction"], it["value"]] for it in read.structure]))
