"""The actions of AWS's Service Authorization Reference, a line each service, by the copies that cfn-lint and parliament have.

    actions.py POLICIES
    actions.py resources POLICIES

POLICIES is cfn-lint's `Policies.json`, which is newer and has no capital letters; those come from parliament and from
the names of operations in AWS's models. Prints what `codegen/src/check/actions.txt` holds; with `resources`, on things of
which services the actions of a service are, where that is not itself alone: `codegen/src/check/resources.txt`.
"""

import json
import os
import sys

import botocore.session
import parliament


def definition():
    return os.path.join(os.path.dirname(parliament.__file__), "iam_definition.json")


def by_parliament():
    with open(definition(), encoding="utf-8") as file:
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


def resources(path):
    """Each service with those whose things its actions are on, where that is not itself alone; `*` for any."""
    with open(path, encoding="utf-8") as file:
        forms = [(prefix, form) for prefix, service in json.load(file).items() for form in forms_of(service)]
    with open(definition(), encoding="utf-8") as file:
        forms += [(service["prefix"], it["arn"]) for service in json.load(file) for it in service["resources"]]
    for prefix, form in forms:
        service = form.split(":")[2]
        yield prefix.lower(), "*" if "$" in service else service


def forms_of(service):
    return [form for it in service.get("Resources", {}).values() for form in it["ARNFormats"]]


def main():
    if sys.argv[1] == "resources":
        print_resources(sys.argv[2])
    else:
        print_actions(sys.argv[1])


def print_resources(path):
    owners = {prefix.lower(): set() for prefix, _ in [*by_cfn_lint(path), *by_parliament()]}
    for prefix, owner in resources(path):
        if prefix in owners:
            owners[prefix].add(owner)
    for prefix in sorted(owners):
        if owners[prefix] != {prefix}:
            print(prefix, *sorted(owners[prefix]))


def print_actions(path):
    written = {name.lower(): name for name in operations()}
    actions = {}
    for prefix, name in by_cfn_lint(path):
        actions.setdefault(prefix.lower(), {})[name.lower()] = written.get(name.lower(), name)
    for prefix, name in by_parliament():
        actions.setdefault(prefix.lower(), {})[name.lower()] = name
    for prefix in sorted(actions):
        if actions[prefix]:
            print(prefix, *sorted(actions[prefix].values()))


if __name__ == "__main__":
    main()
