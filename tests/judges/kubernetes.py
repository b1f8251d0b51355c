"""Judges folders of Kubernetes manifests: strict schemas, read as YAML 1.1, as Kubernetes reads. Usage: kubernetes.py FOLDER..."""

import contextlib
import io
import pathlib
import sys

import kubernetes_validate
import yaml

VERSION = "1.36"


def faults(document):
    """What is wrong with a document. Kinds that Kubernetes does not bring itself have no schema here."""
    if not isinstance(document, dict) or not {"apiVersion", "kind"} <= set(document):
        return ["neither apiVersion nor kind"]
    group = document["apiVersion"].rpartition("/")[0]
    if "." in group and not group.endswith(".k8s.io") or group == "gateway.networking.k8s.io":
        return []
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            kubernetes_validate.validate(document, VERSION, strict=True)
    except kubernetes_validate.ValidationError as error:
        return [str(getattr(error, "message", error))]
    except Exception as error:  # a kind without a schema
        return [f"cannot be judged: {error}"]
    return []


def main(folders):
    documents = wrong = 0
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("*.yaml")):
            for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
                if path.name == "kustomization.yaml":
                    continue
                documents += 1
                for fault in faults(document):
                    wrong += 1
                    print(f"{path}: {fault}")
    print(f"{documents} documents, {wrong} faults")
    return 1 if wrong or not documents else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
