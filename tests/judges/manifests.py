"""Generated manifests as Kubernetes reads them: which workloads there are, and what each of their containers is told.

What a manifest says and nobody here knows is a failure, so that nothing that is written is passed over in silence.
"""

import pathlib

import yaml

# What is run, what leads to it, and what only a whole cluster heeds.
WORKLOADS = {"Deployment"}
LEADING = {"ConfigMap", "HTTPRoute", "HorizontalPodAutoscaler", "ScaledObject", "Service", "ServiceAccount"}
OF_A_CLUSTER = {"Namespace", "NetworkPolicy", "PodDisruptionBudget", "TriggerAuthentication"}

POD = {"containers", "securityContext", "serviceAccountName", "terminationGracePeriodSeconds", "volumes"}
POD |= {"automountServiceAccountToken", "enableServiceLinks"}
POD_OF_A_CLUSTER = {"nodeSelector", "topologySpreadConstraints"}
CONTAINER = {"args", "command", "env", "envFrom", "image", "lifecycle", "livenessProbe", "name", "ports"}
CONTAINER |= {"readinessProbe", "startupProbe", "volumeMounts"}
CONTAINER_OF_A_CLUSTER = {"imagePullPolicy", "resources", "securityContext"}


def known(what, keys, *sets):
    unknown = set(keys) - set().union(*sets)
    assert not unknown, f"{what} says what is not imitated here: {sorted(unknown)}"


class Manifests:
    """Everything that `kubectl apply -k` would apply."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        listed = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
        documents = []
        for name in listed:
            documents += yaml.safe_load_all((folder / name).read_text(encoding="utf-8"))
        known("the folder", (it["kind"] for it in documents), WORKLOADS, LEADING, OF_A_CLUSTER)
        self.objects = {(it["kind"], it["metadata"]["name"]): it for it in documents}
        assert len(self.objects) == len(documents), "two objects have one name"

    def of(self, kind):
        return [it for (found, _), it in self.objects.items() if found == kind]

    def workloads(self):
        return [Workload(self, it) for it in self.of("Deployment")]

    def service_at(self, host, path):
        """The Service that a Gateway sends a request to, and its port."""
        for route in self.of("HTTPRoute"):
            for rule in route["spec"]["rules"] if host in route["spec"]["hostnames"] else []:
                for match in rule["matches"]:
                    assert match["path"]["type"] == "PathPrefix", match
                    if path.startswith(match["path"]["value"]):
                        [backend] = rule["backendRefs"]
                        return backend["name"], backend["port"]
        raise AssertionError(f"no route takes {path} on {host}")


class Workload:
    """A Deployment: its pods have one container."""

    def __init__(self, manifests, document):
        self.manifests = manifests
        self.name = document["metadata"]["name"]
        self.namespace = document["metadata"]["namespace"]
        self.document = document
        self.labels = document["spec"]["template"]["metadata"]["labels"]
        assert document["spec"]["selector"]["matchLabels"].items() <= self.labels.items(), self.name
        self.pod = document["spec"]["template"]["spec"]
        known(f"the pod of {self.name}", self.pod, POD, POD_OF_A_CLUSTER)
        assert self.pod["enableServiceLinks"] is False and self.pod["automountServiceAccountToken"] is False
        [self.container] = self.pod["containers"]
        known(f"the container of {self.name}", self.container, CONTAINER, CONTAINER_OF_A_CLUSTER)
        self.service_account = self.pod["serviceAccountName"]
        assert ("ServiceAccount", self.service_account) in manifests.objects, self.service_account
        self.grace = self.pod["terminationGracePeriodSeconds"]

    def replicas(self):
        """How many pods there are at least: as an autoscaler says where there is one."""
        for kind, least in (("HorizontalPodAutoscaler", "minReplicas"), ("ScaledObject", "minReplicaCount")):
            for it in self.manifests.of(kind):
                if it["spec"]["scaleTargetRef"]["name"] == self.name:
                    assert "replicas" not in self.document["spec"], "two say how many pods there are"
                    return it["spec"][least]
        return self.document["spec"]["replicas"]

    def written(self):
        """The environment as it is written."""
        found = {}
        for source in self.container.get("envFrom", []):
            known("envFrom", source, {"configMapRef"})
            found |= self.manifests.objects["ConfigMap", source["configMapRef"]["name"]]["data"]
        for entry in self.container.get("env", []):
            known("env", entry, {"name", "value"})
            found[entry["name"]] = entry["value"]
        for name, value in found.items():
            assert isinstance(value, str), f"{name} of {self.name} is no text for YAML 1.1: {value!r}"
            assert not value.startswith("http://"), f"{name} of {self.name}: a call to another pod is not imitated"
        return found

    def command(self, entrypoint):
        """`command` stands for the entrypoint of the image, and `args` come behind it."""
        return [*self.container.get("command", entrypoint), *self.container.get("args", [])]

    def port(self, name):
        """A port of the container, by its name or number."""
        ports = {it["name"]: it["containerPort"] for it in self.container.get("ports", [])}
        return ports[name] if isinstance(name, str) else name

    def mounts(self):
        """Where the container finds folders of its own."""
        volumes = {it["name"]: it for it in self.pod.get("volumes", [])}
        for mount in self.container.get("volumeMounts", []):
            assert "emptyDir" in volumes[mount["name"]], mount
            yield mount["mountPath"]

    def pause(self):
        """Seconds between the end of a pod being decided and the signal."""
        lifecycle = self.container.get("lifecycle", {})
        known("lifecycle", lifecycle, {"preStop"})
        known("preStop", lifecycle.get("preStop", {}), {"sleep"})
        return lifecycle.get("preStop", {}).get("sleep", {}).get("seconds", 0)

    def user(self):
        context = self.pod["securityContext"]
        assert context["runAsNonRoot"] is True and context["runAsUser"] != 0, context
        return f"{context['runAsUser']}:{context['runAsGroup']}"
