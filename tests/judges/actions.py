"""The actions of AWS's Service Authorization Reference, a line each service, by the copies that cfn-lint and parliament have.

    actions.py POLICIES

POLICIES is cfn-lint's `Policies.json`, which is newer and has no capital letters; those come from parliament and from
the names of operations in AWS's models. Prints what `codegen/src/check/actions.txt` holds.
"""

import json
import os
import sys

import botocore.session
import parliament


def by_parliament():
    path = os.path.join(os.path.dirname(parliament.__file__), "iam_definition.json")
    with open(path, encoding="utf-8") as file:
        services = json.load(file)
    return [(service["prefix"], it["privilege"]) for service in services for it in service["privileges"]]


def by_cfn_lint(path):
    with open(path, encoding="utf-8") as file:
        services = json.load(file)
    return [(prefix, name) for prefix, service in services.items() for name in service.get("Actions", {})]


def operations():
    loader = botocore.session.get_session().get_component("data_loader")
    for service in loader.list_available_services("service-2"):
        yield from loader.load_service_model(service, "service-2")["operations"]


def main():
    written = {name.lower(): name for name in operations()}
    actions = {}
    for prefix, name in by_cfn_lint(sys.argv[1]):
        actions.setdefault(prefix.lower(), {})[name.lower()] = written.get(name.lower(), name)
    for prefix, name in by_parliament():
        actions.setdefault(prefix.lower(), {})[name.lower()] = name
    for prefix in sorted(actions):
        if actions[prefix]:
            print(prefix, *sorted(actions[prefix].values()))


if __name__ == "__main__":
    main()
