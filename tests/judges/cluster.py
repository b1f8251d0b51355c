"""What is around pods in a cluster: their credentials, and the way to them."""

import collections
import http.server
import itertools
import json
import secrets
import socket
import threading
import time

import boto3
import botocore.exceptions

from kubelet import Image, Pod

# Seconds after the signal to stop in which connections still come: word of who leaves goes around slowly.
LATE = 1.0
CREDENTIALS = "/v1/credentials"


class Agent:
    """Hands out the credentials of a pod's role, as the agent of EKS Pod Identity does: who shows the token of a pod
    gets those of the role that Terraform's state associates with the pod's service account."""

    def __init__(self, state, region):
        self.region = region
        self.sts = boto3.client("sts")
        self.pods, self.handed_out = {}, collections.Counter()
        self.associations = {}
        for resource in state["resources"]:
            if resource["type"] == "aws_eks_pod_identity_association":
                for it in (instance["attributes"] for instance in resource["instances"]):
                    self.associations[it["namespace"], it["service_account"]] = it
        agent = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                pod = agent.pods.get(self.headers.get("Authorization"))
                known = pod is not None and self.path == CREDENTIALS
                body = json.dumps(agent.credentials(pod) if known else {"message": "who asks?"}).encode()
                self.send_response(200 if known else 401)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{server.server_port}{CREDENTIALS}"

    def admit(self, pod):
        """The token of a pod."""
        token = secrets.token_urlsafe(32)
        self.pods[token] = pod
        return token

    def credentials(self, pod):
        account = pod.workload.service_account
        self.handed_out[account] += 1
        association = self.associations[pod.workload.namespace, account]
        found = self.assume(association, pod, account)
        return {
            "AccessKeyId": found["AccessKeyId"],
            "SecretAccessKey": found["SecretAccessKey"],
            "Token": found["SessionToken"],
            "AccountId": association["role_arn"].split(":")[4],
            "Expiration": found["Expiration"].strftime("%Y-%m-%dT%H:%M:%SZ"),
        }

    def assume(self, association, pod, account):
        """Takes a role with the tags that EKS Pod Identity sets: the role's own trust policy asks for them."""
        cluster = association["cluster_name"]
        owner = association["role_arn"].split(":")[4]
        tags = {
            "eks-cluster-arn": f"arn:aws:eks:{self.region}:{owner}:cluster/{cluster}",
            "eks-cluster-name": cluster,
            "kubernetes-namespace": pod.workload.namespace,
            "kubernetes-service-account": account,
            "kubernetes-pod-name": pod.name,
            "kubernetes-pod-uid": pod.uid,
        }
        answer = self.sts.assume_role(
            RoleArn=association["role_arn"],
            RoleSessionName=f"eks-{cluster}-{pod.name}"[:64],
            Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
        )
        return answer["Credentials"]

    def is_trusted(self, association, pod, account):
        """Whether a role lets in the pods of a service account."""
        try:
            self.assume(association, pod, account)
        except botocore.exceptions.ClientError as error:
            assert error.response["Error"]["Code"] == "AccessDenied", error
            return False
        return True


class Forwarder:
    """Takes connections on a port of this machine, and carries each to a port that is chosen when it comes."""

    def __init__(self, choose):
        self.choose = choose
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client):
        port = self.choose()
        try:
            server = socket.create_connection(("127.0.0.1", port)) if port else None
        except OSError:
            server = None
        if server is None:
            client.close()
            return
        threading.Thread(target=self._pump, args=(server, client, False), daemon=True).start()
        self._pump(client, server, True)

    def _pump(self, source, sink, is_request):
        try:
            while data := source.recv(65536):
                if is_request:
                    self.pass_on()
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            # Who is gone gets nothing; the other side hears of it.
            for side in (source, sink):
                side.close()

    def pass_on(self):
        """Called before a piece of a request goes on."""


class Door(Forwarder):
    """In front of a server: while it is shut, requests wait."""

    def __init__(self, port):
        super().__init__(lambda: port)
        self.open, self.seen = threading.Event(), threading.Event()
        self.open.set()

    def shut(self):
        self.seen.clear()
        self.open.clear()

    def pass_on(self):
        if not self.open.is_set():
            self.seen.set()
            self.open.wait()


class Service(Forwarder):
    """A Service: its port leads to the pods that its selector finds, as far as they are ready."""

    def __init__(self, cluster, document):
        [port] = document["spec"]["ports"]
        self.cluster, self.number, self.target = cluster, port["port"], port["targetPort"]
        self.selector = document["spec"]["selector"]
        self.turn, self.late = itertools.count(), 0
        super().__init__(self._next)

    def _next(self):
        pods = [pod for pod in self.cluster.pods if self.selector.items() <= pod.workload.labels.items()]
        pods = [pod for pod in pods if self._leads_to(pod)]
        if not pods:
            return None
        pod = pods[next(self.turn) % len(pods)]
        self.late += pod.signalled is not None
        return pod.ports[pod.workload.port(self.target)]

    @staticmethod
    def _leads_to(pod):
        if pod.is_ending:
            return pod.signalled is None or time.monotonic() < pod.signalled + LATE
        return pod.is_ready


class Cluster:
    """The pods of an application, and its Services."""

    def __init__(self, manifests, image, state, folder, endpoint, region):
        self.manifests, self.folder, self.endpoint = manifests, folder, endpoint
        self.image = Image(image, f"{folder}/image")
        self.agent = Agent(state, region)
        self.pods = []
        self.services = {it["metadata"]["name"]: Service(self, it) for it in manifests.of("Service")}

    def run(self, workload, more=()):
        """Starts one pod of a workload."""
        pod = Pod(workload, self.image, self.agent, self.endpoint, self.folder, more)
        self.pods.append(pod)
        return pod

    def port_at(self, host, path):
        """Where on this machine a Gateway's requests go in."""
        name, port = self.manifests.service_at(host, path)
        assert self.services[name].number == port, f"the Service {name} has no port {port}"
        return self.services[name].port

    def faults(self):
        return [fault for pod in self.pods for fault in pod.faults]
