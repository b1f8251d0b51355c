"""The actions of AWS's Service Authorization Reference, by the copies that cfn-lint and parliament have.

    actions.py actions SITE
    actions.py resources SITE
    actions.py s3 SITE
    actions.py statements SITE

SITE is the folder of packages with cfn-lint and moto. `actions` prints what `codegen/src/check/actions.txt` holds, a line
each service: cfn-lint's copy is newer and has no capital letters; those come from parliament and from the names of
operations in AWS's models. `resources` prints on things of which services the actions of a service are, where that is not
itself alone: `codegen/src/check/resources.txt`. The policies that AWS manages, of which moto has a copy, know of some
that the reference does not have. `s3` prints which actions are on objects alone and which on buckets alone:
`codegen/src/check/s3.txt`. `statements` prints what these allow, as JSON.
"""

import json
import os
import runpy
import sys

import botocore.session
import parliament


def definition():
    return os.path.join(os.path.dirname(parliament.__file__), "iam_definition.json")


def reference(site):
    return os.path.join(site, "cfnlint/data/AdditionalSpecs/Policies.json")


def by_parliament():
    with open(definition(), encoding="utf-8") as file:
        services = json.load(file)
    return [(service["prefix"], it["privilege"]) for service in services for it in service["privileges"]]


def by_cfn_lint(site):
    with open(reference(site), encoding="utf-8") as file:
        services = json.load(file)
    return [(prefix, name) for prefix, service in services.items() for name in service.get("Actions", {})]


def operations():
    loader = botocore.session.get_session().get_component("data_loader")
    for service in loader.list_available_services("service-2"):
        yield from loader.load_service_model(service, "service-2")["operations"]


def managed(site):
    """The name, the actions and the resources of everything that AWS's managed policies allow on something."""
    path = os.path.join(site, "moto/iam/aws_managed_policies.py")
    policies = json.loads(runpy.run_path(path)["aws_managed_policies_data"])
    for name, policy in sorted(policies.items()):
        for statement in listed(policy["Document"]["Statement"]):
            actions, on = listed(statement.get("Action", [])), listed(statement.get("Resource", []))
            if statement["Effect"] == "Allow" and actions and "*" not in actions and on and "*" not in on:
                yield name, [small(action) for action in actions], on


def small(action):
    """An action whose service has no capital letters, as Watershed wants it; IAM does not tell them apart."""
    service, name = action.split(":", 1)
    return f"{service.lower()}:{name}"


def listed(value):
    return value if isinstance(value, list) else [value]


def resources(site):
    """Pairs of a service and one whose things its actions are on; `*` for any."""
    with open(reference(site), encoding="utf-8") as file:
        forms = [(prefix, form) for prefix, service in json.load(file).items() for form in forms_of(service)]
    with open(definition(), encoding="utf-8") as file:
        forms += [(service["prefix"], it["arn"]) for service in json.load(file) for it in service["resources"]]
    for _, actions, on in managed(site):
        prefixes = {action.split(":")[0] for action in actions}
        # Of a statement about several services nobody knows which is meant.
        forms += [(prefix, form) for prefix in prefixes if len(prefixes) == 1 for form in on]
    for prefix, form in forms:
        service = form.split(":")[2]
        yield prefix.lower(), "*" if "$" in service else service


def forms_of(service):
    return [form for it in service.get("Resources", {}).values() for form in it["ARNFormats"]]


def print_resources(site):
    owners = {prefix.lower(): set() for prefix, _ in [*by_cfn_lint(site), *by_parliament()]}
    for prefix, owner in resources(site):
        if prefix in owners:
            owners[prefix].add(owner)
    for prefix in sorted(owners):
        if owners[prefix] != {prefix}:
            print(prefix, *sorted(owners[prefix]))


def print_actions(site):
    written = {name.lower(): name for name in operations()}
    actions = {}
    for prefix, name in by_cfn_lint(site):
        actions.setdefault(prefix.lower(), {})[name.lower()] = written.get(name.lower(), name)
    for prefix, name in by_parliament():
        actions.setdefault(prefix.lower(), {})[name.lower()] = name
    for prefix in sorted(actions):
        if actions[prefix]:
            print(prefix, *sorted(actions[prefix].values()))


def print_s3(site):
    with open(reference(site), encoding="utf-8") as file:
        known = json.load(file)["s3"]["Actions"]
    written = {name.lower(): name for name in [*operations(), *(name for prefix, name in by_parliament() if prefix == "s3")]}
    for word in ["bucket", "object"]:
        # What is on access points too is said of them alone, and their ARNs look otherwise.
        others = {"accesspoint", "accesspointobject"}
        of = [name for name, it in known.items() if word in it.get("Resources", []) and {word} == set(it["Resources"]) - others]
        print(word, *sorted(written.get(name, name) for name in of))


def print_statements(site):
    print(json.dumps(list(managed(site))))


if __name__ == "__main__":
    PRINT = {"actions": print_actions, "resources": print_resources, "s3": print_s3, "statements": print_statements}
    PRINT[sys.argv[1]](sys.argv[2])
