"""The containers of `examples/shop` do their work, and lose nothing when something goes wrong.

    containers.py MANIFESTS HURRIED STATE FOLDER

MANIFESTS are those of dev, HURRIED the same with a timeout of print-label that a test can wait for, STATE is what
Terraform keeps. FOLDER has `image.tar`, as `watershed build` packs it, and `reads.so`. AWS_ENDPOINT_URL names a
server to which the Terraform of dev is applied, with the program in its functions. The first thing that is not so
ends it.
"""

import concurrent.futures
import http.client
import json
import os
import pathlib
import sys
import time
import traceback
from urllib.parse import quote, urlsplit

import boto3
import botocore.exceptions

from cluster import Cluster, Door
from kubelet import kill_all
from load import Load
from manifests import Manifests
from shop import APP, CATALOGUE, address, batches_allowed, depth, entries, eventually, expect, made_fit, request
from shop import s3, sqs, told, url, waiting

REGION = os.environ["AWS_DEFAULT_REGION"]
SERVER = os.environ["AWS_ENDPOINT_URL"]
HOST = "shop.dev.example.com"
# Told to every container for the application itself; this one asks for neither.
FOR_THE_APPLICATION = {"WATERSHED_APP", "WATERSHED_ENVIRONMENT"}
# What a container may be told and need not be.
OPTIONAL = {"WATERSHED_LOG", "WATERSHED_MANIFEST", "WATERSHED_METRICS_PORT", "WATERSHED_RUN"}
# What the roles of containers may not do.
BEYOND = {
    "storefront": [
        ("dynamodb", "put_item", dict(TableName=f"{APP}-entry", Item={"product": {"S": "x"}, "order": {"S": "x"}})),
        ("dynamodb", "get_item", dict(TableName=f"{APP}-order", Key={"id": {"S": "x"}})),
    ],
    "print-label": [
        ("sqs", "send_message", dict(QueueUrl=f"{SERVER}/123456789012/{APP}-parcels", MessageBody="{}")),
        ("s3", "get_object", dict(Bucket=f"{APP}-labels", Key="c 1.svg")),
    ],
    "keep-ledger": [
        ("s3", "delete_object", dict(Bucket=f"{APP}-ledgers", Key="ledger.csv")),
        ("dynamodb", "delete_item", dict(TableName=f"{APP}-order", Key={"id": {"S": "x"}})),
    ],
}


POOL = concurrent.futures.ThreadPoolExecutor()


def in_background(work, *arguments):
    return POOL.submit(work, *arguments)


def page(cluster, product):
    """What a customer sees: from the Gateway's route to the Service and one of its pods."""
    path = f"/products/{product}"
    connection = http.client.HTTPConnection("127.0.0.1", cluster.port_at(HOST, path), timeout=30)
    connection.request("GET", path, headers={"host": HOST})
    answer = connection.getresponse()
    expect("the status of the page", answer.status, 200)
    return answer.read().decode()


def versions(bucket, key):
    """How often an object was written."""
    found = s3.list_object_versions(Bucket=f"{APP}-{bucket}", Prefix=key)
    return len(found.get("Versions", []))


def content(bucket, key):
    return s3.get_object(Bucket=f"{APP}-{bucket}", Key=key)["Body"].read().decode()


def everything_starts(cluster, more):
    """Every workload with as many pods as it has at least, through its startup probe to its readiness."""
    pods = {}
    for workload in cluster.manifests.workloads():
        expect(f"replicas of {workload.name}", workload.replicas(), 1)
        pods[workload.name] = cluster.run(workload, more.get(workload.name, {}))
    expect("the containers", set(pods), set(BEYOND))
    for pod in pods.values():
        eventually(f"{pod.name} is ready", lambda pod=pod: pod.is_ready or stop_at(cluster.faults()))
    return pods


def stop_at(faults):
    assert not faults, faults


def an_order_is_shown(cluster, api):
    """Over HTTP, through queue, topic, bucket and table to the page, the label and the ledger."""
    expect("the page before", page(cluster, "cup"), "cup was ordered 0 times.\n")
    status, _ = request(api, "POST", "/orders", {"id": "c 1", "product": "cup"})
    expect("the new order", status, 201)
    eventually("the order in the index", lambda: entries("cup") == {"c 1": "paid"})
    expect("the page", page(cluster, "cup"), "cup was ordered 1 times.\n")
    eventually("the label", lambda: versions("labels", "c 1.svg"))
    assert ">c 1</text>" in content("labels", "c 1.svg")


def roles_are_their_own(cluster, pods):
    """Each container has its role's credentials and no more. How many calls were denied."""
    denied = 0
    for name, calls in BEYOND.items():
        assert cluster.agent.handed_out[name], f"{name} has asked for no credentials"
        found = cluster.agent.credentials(pods[name])
        keys = dict(zip(("aws_access_key_id", "aws_secret_access_key", "aws_session_token"), list(found.values())[:3]))
        for service, operation, arguments in calls:
            try:
                getattr(boto3.client(service, **keys), operation)(**arguments)
            except botocore.exceptions.ClientError as error:
                assert "AccessDenied" in error.response["Error"]["Code"], error
                denied += 1
            else:
                raise AssertionError(f"{name} may {operation} with {arguments}")
        # A role lets in the pods of its own service account.
        for (_, account), association in cluster.agent.associations.items():
            trusted = cluster.agent.is_trusted(association, pods[name], name)
            expect(f"whether {name} may take the role of {account}", trusted, name == account)
    return denied


def a_killed_worker_begins_anew(pod):
    before = versions("ledgers", "ledger.csv")
    pod.kill()
    eventually("the ledger again", lambda: versions("ledgers", "ledger.csv") > before)
    assert "c 1,cup,700\n" in content("ledgers", "ledger.csv"), content("ledgers", "ledger.csv")
    expect("restarts of the worker", pod.restarts, 1)


def send_parcel():
    sqs.send_message(QueueUrl=url("parcels"), MessageBody=json.dumps({"order": "c 1"}))


def begin(door):
    """A parcel is sent and its handler has got to the table, which does not answer."""
    door.shut()
    send_parcel()
    eventually("the handler asks the table", door.seen.is_set)


def a_killed_container_loses_no_message(pod, door):
    """The message is hidden for as long as the program said, half a minute, whatever the queue says."""
    before = versions("labels", "c 1.svg")
    begin(door)
    pod.kill()
    door.open.set()
    begun = time.monotonic()
    eventually("the label from the container after it", lambda: versions("labels", "c 1.svg") > before)
    expect("restarts", pod.restarts, 1)
    eventually("no parcel is left", lambda: waiting("parcels") == 0)
    return time.monotonic() - begun


def a_stopped_container_finishes(pod, door):
    """What it has begun it ends, although the signal has come."""
    before = versions("labels", "c 1.svg")
    begin(door)
    ending = in_background(pod.end)
    eventually("it has heard the signal", lambda: pod.said("told to stop"))
    expect("labels before the table answers", versions("labels", "c 1.svg"), before)
    door.open.set()
    seconds = ending.result()
    expect("labels", versions("labels", "c 1.svg"), before + 1)
    expect("parcels that are left", waiting("parcels"), 0)
    return seconds


def what_comes_late_is_given_back(pod):
    """A container that is told to stop waits for messages at that time. One that comes then is for another one."""
    before = versions("labels", "c 1.svg")
    ending = in_background(pod.end)
    eventually("it has heard the signal", lambda: pod.said("told to stop"))
    send_parcel()
    ending.result()
    expect("the parcel can be had", depth("parcels"), (1, 0))
    expect("labels", versions("labels", "c 1.svg"), before)
    [message] = sqs.receive_message(QueueUrl=url("parcels"))["Messages"]
    sqs.delete_message(QueueUrl=url("parcels"), ReceiptHandle=message["ReceiptHandle"])


def a_slow_handler_is_cut(pod, door):
    """In a container: at the timeout of the manifest; the message comes again and is handled then."""
    expect("the timeout in the manifest", pod.variables["WATERSHED_TIMEOUT_PRINT_LABEL"], "3")
    before = versions("labels", "c 1.svg")
    begun = time.monotonic()
    begin(door)
    lines = eventually("it is cut", lambda: pod.said("took longer than its timeout"))
    seconds = time.monotonic() - begun
    assert seconds >= 3, f"cut after {seconds} s"
    known = {key: value for span in lines[0]["spans"] for key, value in span.items()}
    expect("the function in the log", known["function"], "print-label")
    door.open.set()
    eventually("the label", lambda: versions("labels", "c 1.svg") > before)
    eventually("no parcel is left", lambda: waiting("parcels") == 0)


def a_slow_function_is_cut(api):
    """On Lambda: get-order has 3 s, and its table does not answer. The next request finds it well."""
    door, functions, name = Door(urlsplit(SERVER).port), boto3.client("lambda"), f"{APP}-get-order"
    before = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    there = {"AWS_ENDPOINT_URL_DYNAMODB": f"http://127.0.0.1:{door.port}"}
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": before | there})
    path = f"/orders/{quote('c 1', safe='')}"
    for _ in range(3):
        door.shut()
        begun = time.monotonic()
        status, answer = request(api, "GET", path)
        seconds = time.monotonic() - begun
        expect("it came to the table", door.seen.is_set(), True)
        door.open.set()
        assert status >= 500 and 2 < seconds < 20, f"{status} {answer} after {seconds} s"
        # On a busy machine the server may be the first to end it, as AWS Lambda would.
        if status == 504 and told("get-order", "took longer than its timeout"):
            break
    else:
        raise AssertionError(f"the function does not end itself: {status} {answer}")
    expect("the order", request(api, "GET", path)[0], 200)
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": before})
    return seconds


def twice_is_as_once(api):
    """A message of each kind that is delivered twice: the money is taken once, and nothing else is there twice."""
    path = f"/orders/{quote('c 1', safe='')}"
    receipt, label = content("receipts", "receipts/c 1.txt"), content("labels", "c 1.svg")
    order = request(api, "GET", path)
    written = versions("receipts", "receipts/c 1.txt"), versions("labels", "c 1.svg")
    event = {"messageId": "m1", "receiptHandle": "r", "eventSource": "aws:sqs", "messageAttributes": {}}
    event |= {"body": json.dumps({"order": "c 1", "cents": 700}), "attributes": {"ApproximateReceiveCount": "1"}}
    for _ in range(2):
        answer = boto3.client("lambda").invoke(FunctionName=f"{APP}-charge", Payload=json.dumps({"Records": [event]}))
        expect("the same event", json.load(answer["Payload"]), {"batchItemFailures": []})
    for _ in range(2):
        sqs.send_message(QueueUrl=url("charges"), MessageBody=event["body"])
    # Four payments of one charge are four messages of the topic, each with a receipt and a parcel.
    eventually("the receipts", lambda: versions("receipts", "receipts/c 1.txt") >= written[0] + 4)
    eventually("the labels", lambda: versions("labels", "c 1.svg") >= written[1] + 4)
    for queue in ("charges", "parcels", "parcels-dead"):
        eventually(f"{queue} is empty", lambda queue=queue: waiting(queue) == 0)
    expect("the receipt", content("receipts", "receipts/c 1.txt"), receipt)
    expect("the label", content("labels", "c 1.svg"), label)
    expect("the order", request(api, "GET", path), order)
    expect("the index", entries("cup"), {"c 1": "paid"})


def a_rollout_drops_no_request(cluster, old):
    """Another pod is started, is ready, and takes over; the old one gets requests until a second after its signal."""
    strategy = old.workload.document["spec"]["strategy"]
    expect("how it is rolled out", strategy["rollingUpdate"], {"maxSurge": "25%", "maxUnavailable": 0})
    service = cluster.services["storefront"]
    load = Load(cluster.port_at(HOST, "/products/cup"), HOST, "/products/cup", "cup was ordered 1 times.\n")
    eventually("every customer is served", lambda: all(load.counts))
    new = cluster.run(old.workload)
    eventually("the new pod is ready", lambda: new.is_ready or stop_at(cluster.faults()))
    old.end()
    reached = list(load.counts)
    eventually("the new pod serves all", lambda: all(now > then for now, then in zip(load.counts, reached)))
    answered = load.end()
    assert service.late, "no connection came to the old pod after its signal"
    return new, answered, service.late


def variables_are_those_that_are_read(pods):
    """What a container is told it asks for, and what it asks for it is told. How many different ones there are."""
    count = {}
    for pod in pods:
        written, asked = set(pod.workload.written()), pod.asked()
        expect(f"told to {pod.workload.name} and never read", written - asked - FOR_THE_APPLICATION, set())
        missing = {it for it in asked if it.startswith("WATERSHED_")} - written - OPTIONAL
        expect(f"read by {pod.workload.name} and not told", missing, set())
        count[pod.workload.name] = len(written)
    return sum(count.values())


def main(generated, hurried, state, folder):
    begun, api, door = time.monotonic(), address(), Door(urlsplit(SERVER).port)
    state = json.loads(pathlib.Path(state).read_text(encoding="utf-8"))
    cluster = Cluster(Manifests(generated), f"{folder}/image.tar", state, folder, SERVER, REGION)
    [in_a_hurry] = [it for it in Manifests(hurried).workloads() if it.name == "print-label"]
    # The table of print-label's orders is behind a door, which makes it slow when that is needed.
    behind = {"AWS_ENDPOINT_URL_DYNAMODB": f"http://127.0.0.1:{door.port}"}
    s3.put_object(Bucket=CATALOGUE, Key="products/cup.json", Body=b'{"cents":700}')
    roles = [it["role_arn"].split("/")[-1] for it in cluster.agent.associations.values()]
    with made_fit(), batches_allowed(roles):
        pods = everything_starts(cluster, {"print-label": behind})
        an_order_is_shown(cluster, api)
        denied = roles_are_their_own(cluster, pods)
        a_killed_worker_begins_anew(pods["keep-ledger"])
        # What takes half a minute takes it beside the rest.
        ledger_ends = in_background(pods["keep-ledger"].end)
        comes_again = in_background(a_killed_container_loses_no_message, pods["print-label"], door)
        storefront, answered, late = a_rollout_drops_no_request(cluster, pods["storefront"])
        cut = a_slow_function_is_cut(api)
        again = comes_again.result()
        a_stopped_container_finishes(pods["print-label"], door)
        hurried_one = cluster.run(in_a_hurry, behind)
        a_slow_handler_is_cut(hurried_one, door)
        twice_is_as_once(api)
        storefront_ends = in_background(storefront.end)
        what_comes_late_is_given_back(hurried_one)
        for ending in (ledger_ends, storefront_ends):
            ending.result()
    stop_at(cluster.faults())
    variables = variables_are_those_that_are_read(cluster.pods)
    where = "in their image" if cluster.pods[0].is_inside else "outside of their image"
    print(
        f"containers, {time.monotonic() - begun:.0f} s: {len(cluster.pods)} pods {where}; {denied} calls beyond a role"
        f" denied; the message of a killed one handled after {again:.0f} s; {answered} requests answered during a rollout"
        f" with {late} connections after the signal; a function of 3 s cut after {cut:.1f} s; {variables} variables read"
    )


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except BaseException:
        # Without waiting for what goes on in the background.
        traceback.print_exc()
        kill_all()
        os._exit(1)
