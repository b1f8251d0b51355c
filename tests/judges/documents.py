"""Reads texts of YAML: a JSON file of lists of texts in, the documents of each list out."""

import json
import sys

import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    lists = json.load(file)
read = [[document for text in texts for document in yaml.load_all(text, Loader=yaml.CSafeLoader)] for texts in lists]
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump(read, file, default=repr)
