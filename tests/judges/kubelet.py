"""Pods: an image unpacked, its program started as a manifest says, probed as it says, and ended as it says.

What is not as in a cluster is here, all of it:

* A pod has no address of its own. `Pod.environment` puts a free port of this machine in the place of the pod's port.
* `AWS_ENDPOINT_URL` says where the server is that stands for AWS.
* Who is not root cannot enter the image's root: the program then runs outside of it, as whoever runs this.
* `READS` notes which variables the program asks for: a library that is loaded before all others.
* No limit of processor time or memory is kept, and no network policy.
"""

import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import string
import subprocess
import tarfile
import threading
import time
import uuid

# The kubelet's own: the time before a container is started again, from its second restart on.
FIRST_BACKOFF = 10
TOKEN = "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token"
READS = "/reads"
# What has been started, so that nothing outlives who started it.
PROCESSES = []
PROBE = {"failureThreshold", "httpGet", "initialDelaySeconds", "periodSeconds", "successThreshold", "timeoutSeconds"}


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def kill_all():
    for process in PROCESSES:
        process.kill()


class Image:
    """An archive with an OCI layout, unpacked."""

    def __init__(self, archive, folder):
        self.root = pathlib.Path(folder)
        with tarfile.open(archive) as layout:

            def blob(digest):
                return layout.extractfile("blobs/" + digest.replace(":", "/"))

            [reference] = json.load(layout.extractfile("index.json"))["manifests"]
            manifest = json.load(blob(reference["digest"]))
            config = json.load(blob(manifest["config"]["digest"]))["config"]
            for layer in manifest["layers"]:
                with tarfile.open(fileobj=blob(layer["digest"])) as files:
                    files.extractall(self.root, filter="tar")
        self.entrypoint = config["Entrypoint"]
        self.environment = dict(it.split("=", 1) for it in config["Env"])
        self.user = config["User"]


class Probe:
    """A probe over HTTP: when it is due, and how often in a row it went one way."""

    def __init__(self, written, begun):
        unknown = set(written) - PROBE
        assert not unknown, f"a probe says what is not imitated here: {unknown}"
        assert set(written["httpGet"]) == {"path", "port"}, written
        self.path, self.port = written["httpGet"]["path"], written["httpGet"]["port"]
        self.period, self.timeout = written["periodSeconds"], written["timeoutSeconds"]
        self.successes, self.failures = written.get("successThreshold", 1), written["failureThreshold"]
        self.due = begun + written.get("initialDelaySeconds", 0)
        self.good = self.bad = 0

    def look(self, port):
        """Whether it has succeeded or failed often enough; nothing where it has not, or is not due."""
        if time.monotonic() < self.due:
            return None
        self.due = time.monotonic() + self.period
        if answers(port, self.path, self.timeout):
            self.good, self.bad = self.good + 1, 0
        else:
            self.good, self.bad = 0, self.bad + 1
        return True if self.good >= self.successes else False if self.bad >= self.failures else None


def answers(port, path, timeout):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path)
        return 200 <= connection.getresponse().status < 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


class Pod:
    """One pod with its one container. A thread looks after it until it is gone."""

    def __init__(self, workload, image, agent, endpoint, folder, more=()):
        self.workload, self.image = workload, image
        ending = "".join(random.choices(string.ascii_lowercase + string.digits, k=5))
        self.name, self.uid = f"{workload.name}-{uuid.uuid4().hex[:9]}-{ending}", str(uuid.uuid4())
        self.folder = pathlib.Path(folder) / self.name
        self.log = self.folder / "log"
        self.root = self.folder / "root"
        self.ports = {it["containerPort"]: free_port() for it in workload.container["ports"]}
        self.is_inside = os.geteuid() == 0
        self.is_ready = self.is_ending = self.is_gone = False
        self.signalled = self.code = None
        self.restarts, self.faults = 0, []
        self.token = agent.admit(self)
        self._unpack()
        self.variables = self.environment(agent, endpoint) | dict(more)
        self._start()
        self.thread = threading.Thread(target=self._look_after, daemon=True)
        self.thread.start()

    def environment(self, agent, endpoint):
        """What the program is told, by whom."""
        told = dict(self.image.environment) | self.workload.written()
        # The pod's port becomes one of this machine, wherever it is told.
        for name in ("WATERSHED_PORT", "WATERSHED_METRICS_PORT"):
            if name in told:
                told[name] = str(self.ports[int(told[name])])
        # Kubernetes.
        told |= {"HOSTNAME": self.name, "KUBERNETES_SERVICE_HOST": "10.100.0.1", "KUBERNETES_SERVICE_PORT": "443"}
        # EKS Pod Identity; what is written wins.
        told |= {"AWS_CONTAINER_CREDENTIALS_FULL_URI": agent.url, "AWS_STS_REGIONAL_ENDPOINTS": "regional"}
        told["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = self.path(TOKEN)
        told = {"AWS_DEFAULT_REGION": agent.region, "AWS_REGION": agent.region} | told
        # This machine.
        told |= {"AWS_ENDPOINT_URL": endpoint}
        told |= {"LD_PRELOAD": self.path(f"{READS}/reads.so"), "READS": self.path(f"{READS}/asked")}
        return told

    def path(self, inside):
        """A path of the container as its program sees it."""
        return inside if self.is_inside else f"{self.root}{inside}"

    def _unpack(self):
        shutil.copytree(self.image.root, self.root, copy_function=os.link, symlinks=True)
        token = pathlib.Path(f"{self.root}{TOKEN}")
        token.parent.mkdir(parents=True)
        token.write_text(self.token, encoding="ascii")
        for mount in [*self.workload.mounts(), READS]:
            folder = pathlib.Path(f"{self.root}{mount}")
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o1777)
        shutil.copy(self.image.root.parent / "reads.so", f"{self.root}{READS}/reads.so")

    def _start(self):
        command = self.workload.command(self.image.entrypoint)
        if self.is_inside:
            # It becomes the program, and tells its log that it itself could not load `READS`.
            command = [shutil.which("chroot"), f"--userspec={self.workload.user()}", str(self.root), *command]
        else:
            command = [f"{self.root}{command[0]}", *command[1:]]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, env=self.variables, cwd=self.root, stdout=log, stderr=log)
        PROCESSES.append(self.process)
        begun = time.monotonic()
        container = self.workload.container
        self.startup, self.liveness, self.readiness = (
            Probe(container[f"{kind}Probe"], begun) for kind in ("startup", "liveness", "readiness")
        )
        self.has_started = self.is_ready = False

    def _look_after(self):
        while not self.is_gone:
            ended = self.process.poll()
            if ended is not None:
                self.is_ready = False
                if self.is_ending:
                    return
                self._again()
                continue
            self._probe()
            time.sleep(0.05)

    def _again(self):
        """A container that ended is started again, later each time."""
        wait = 0 if self.restarts == 0 else FIRST_BACKOFF * 2 ** (self.restarts - 1)
        end = time.monotonic() + wait
        while time.monotonic() < end and not self.is_ending:
            time.sleep(0.05)
        if not self.is_ending:
            self.restarts += 1
            self._start()

    def _probe(self):
        if not self.has_started:
            found = self.startup.look(self.ports[self.workload.port(self.startup.port)])
            self.has_started = found is True
            if found is False and not self.is_ending:
                self._unhealthy("startup")
            return
        ready = self.readiness.look(self.ports[self.workload.port(self.readiness.port)])
        self.is_ready = self.is_ready if ready is None else ready
        # A pod that ends is not asked any more whether it lives.
        if not self.is_ending and self.liveness.look(self.ports[self.workload.port(self.liveness.port)]) is False:
            self._unhealthy("liveness")

    def _unhealthy(self, probe):
        self.faults.append(f"{self.name} fails its {probe} probe: see {self.log}")
        self.process.kill()
        self.process.wait()

    def kill(self):
        """As a node that runs out of memory does."""
        self.process.kill()
        self.process.wait()

    def end(self):
        """As the manifest says: the pause, the signal, and after the grace period no mercy."""
        begun = time.monotonic()
        self.is_ending = True
        time.sleep(self.workload.pause())
        self.signalled = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.code = self.process.wait(self.workload.grace - (self.signalled - begun))
        except subprocess.TimeoutExpired:
            self.faults.append(f"{self.name} has not ended within its grace period of {self.workload.grace} s")
            self.process.kill()
            self.code = self.process.wait()
        self.is_gone = True
        if self.code != 0:
            self.faults.append(f"{self.name} ended with {self.code}: see {self.log}")
        return time.monotonic() - self.signalled

    def said(self, text):
        """The lines of its log that say something."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and text in line]

    def asked(self):
        """The variables that its program asked for."""
        return set(pathlib.Path(f"{self.root}{READS}/asked").read_text(encoding="utf-8").split())
