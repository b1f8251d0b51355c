"""The ends of shapes in AWS's own models of its APIs, by botocore.

    models.py SERVICE.SHAPE…

Prints JSON: for each shape its least and its most, null where the model does not say.
"""

import json
import sys

import botocore.session


def main():
    loader = botocore.session.get_session().get_component("data_loader")
    ends = {}
    for name in sys.argv[1:]:
        service, shape = name.split(".")
        model = loader.load_service_model(service, "service-2")["shapes"][shape]
        ends[name] = [model.get("min"), model.get("max")]
    json.dump(ends, sys.stdout)


if __name__ == "__main__":
    main()
