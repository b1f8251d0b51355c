"""`examples/shop` in dev on a server that speaks AWS's API: how it is asked, and made fit for a run.

What is asked here is asked as the account's owner; the application does what it does with its own roles.
"""

import contextlib
import json
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import boto3

APP = "shop-dev"
CATALOGUE = "acme-product-catalogue"
# Seconds that something may take on a busy machine.
PATIENCE = 120
BATCHES = "batches"

s3, sqs, dynamodb, logs = (boto3.client(name) for name in ("s3", "sqs", "dynamodb", "logs"))


def request(api, method, path, body=None):
    """The server tells APIs apart by their host, and listens on one address."""
    url = urlsplit(api)
    data = None if body is None else json.dumps(body).encode()
    headers = {"host": url.netloc, "content-type": "application/json"}
    asked = urllib.request.Request(f"http://127.0.0.1:{url.port}{path}", data, headers, method=method)
    try:
        with urllib.request.urlopen(asked) as answer:
            return answer.status, json.loads(answer.read() or "null")
    except urllib.error.HTTPError as answer:
        return answer.code, json.loads(answer.read() or "null")


def eventually(what, look):
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < end, f"{what}: not within {PATIENCE} s"
        time.sleep(0.3)
    return found


def expect(what, found, wanted):
    assert found == wanted, f"{what}: {found!r} and not {wanted!r}"


def address():
    found = boto3.client("apigatewayv2").get_apis()["Items"]
    return next(it["ApiEndpoint"] for it in found if it["Name"] == f"{APP}-api")


def url(queue):
    return sqs.get_queue_url(QueueName=f"{APP}-{queue}")["QueueUrl"]


def depth(queue):
    """How many messages a queue would hand over, and how many are hidden."""
    found = sqs.get_queue_attributes(QueueUrl=url(queue), AttributeNames=["All"])["Attributes"]
    return int(found["ApproximateNumberOfMessages"]), int(found["ApproximateNumberOfMessagesNotVisible"])


def waiting(queue):
    """How many messages are in a queue, hidden or not."""
    return sum(depth(queue))


def entries(product):
    """What the index says of a product: status by order."""
    found = dynamodb.query(
        TableName=f"{APP}-entry",
        KeyConditionExpression="product = :product",
        ExpressionAttributeValues={":product": {"S": product}},
    )["Items"]
    return {item["order"]["S"]: item["status"]["S"] for item in found}


def told(function, text):
    """The lines of a function's log that say something."""
    group = f"/aws/lambda/{APP}-{function}"
    streams = logs.describe_log_streams(logGroupName=group)["logStreams"]
    events = [logs.get_log_events(logGroupName=group, logStreamName=it["logStreamName"])["events"] for it in streams]
    lines = [line for some in events for event in some for line in event["message"].splitlines()]
    return [json.loads(line) for line in lines if line.startswith("{") and text in line]


@contextlib.contextmanager
def made_fit(hidden=()):
    """Two things are made fit for a run and put back: buckets refuse connections without TLS, and the server has none;
    and what is in a bucket would keep it from being destroyed. `hidden` shortens for how long queues hide messages."""
    boto3.client("secretsmanager").put_secret_value(SecretId=f"{APP}-payment-key", SecretString="acct7_secret")
    buckets = [f"{APP}-{name}" for name in ("receipts", "labels", "ledgers")]
    policies = {bucket: s3.get_bucket_policy(Bucket=bucket)["Policy"] for bucket in buckets}
    before = {queue: visibility(queue) for queue in dict(hidden)}
    for bucket in buckets:
        s3.delete_bucket_policy(Bucket=bucket)
    for queue, seconds in dict(hidden).items():
        sqs.set_queue_attributes(QueueUrl=url(queue), Attributes={"VisibilityTimeout": str(seconds)})
    yield
    for queue, attributes in before.items():
        sqs.set_queue_attributes(QueueUrl=url(queue), Attributes=attributes)
    for bucket in [*buckets, CATALOGUE]:
        boto3.resource("s3").Bucket(bucket).object_versions.delete()
    for bucket, policy in policies.items():
        s3.put_bucket_policy(Bucket=bucket, Policy=policy)


def visibility(queue):
    return sqs.get_queue_attributes(QueueUrl=url(queue), AttributeNames=["VisibilityTimeout"])["Attributes"]


@contextlib.contextmanager
def batches_allowed(roles):
    """Who may send, remove or hide a message of SQS may do so with ten at once, without a permission of its own; the
    server asks for `sqs:DeleteMessageBatch` and its like, which AWS does not know. For a while roles have these too."""
    iam, ones = boto3.client("iam"), {"sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:SendMessage"}
    for role in roles:
        [policy] = iam.list_role_policies(RoleName=role)["PolicyNames"]
        statements = []
        for it in iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]["Statement"]:
            actions = ones & set([it["Action"]] if isinstance(it["Action"], str) else it["Action"])
            if actions:
                statements.append(it | {"Action": [f"{action}Batch" for action in sorted(actions)]})
        if statements:
            document = json.dumps({"Version": "2012-10-17", "Statement": statements})
            iam.put_role_policy(RoleName=role, PolicyName=BATCHES, PolicyDocument=document)
    yield
    for role in roles:
        if BATCHES in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            iam.delete_role_policy(RoleName=role, PolicyName=BATCHES)
