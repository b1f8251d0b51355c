"""Orders go through the whole of `examples/shop` on a server that speaks AWS's API and runs the real program.

Called with the server's log. What is asked here is asked as the account's owner;
the functions do what they do with their own roles. The first thing that is not so ends it.

Three things are made fit for this run and put back: buckets refuse connections without TLS, and the server has none;
messages that failed stay hidden for minutes; and what is in a bucket would keep it from being destroyed.
"""

import contextlib
import json
import re
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import quote, urlsplit

import boto3

APP = "shop-dev"
CATALOGUE = "acme-product-catalogue"
PATIENCE = 120
DAY = 24 * 3600

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


def url(queue):
    return sqs.get_queue_url(QueueName=f"{APP}-{queue}")["QueueUrl"]


def waiting(queue):
    """How many messages are in a queue, seen or not."""
    found = sqs.get_queue_attributes(QueueUrl=url(queue), AttributeNames=["All"])["Attributes"]
    return int(found["ApproximateNumberOfMessages"]) + int(found["ApproximateNumberOfMessagesNotVisible"])


def entries(product):
    """What the index says of a product: status by order."""
    found = dynamodb.query(
        TableName=f"{APP}-entry",
        KeyConditionExpression="product = :product",
        ExpressionAttributeValues={":product": {"S": product}},
    )["Items"]
    return {item["order"]["S"]: item["status"]["S"] for item in found}


def order_is_paid(api, order):
    """From the request to the receipt, and to the index."""
    new = {"id": order, "product": "tea"}
    status, placed = request(api, "POST", "/orders", new)
    expect("the new order", (status, placed.get("status"), placed.get("cents")), (201, "placed", 450))

    def noted():
        status, found = request(api, "GET", f"/orders/{quote(order, safe='')}")
        expect("the order", status, 200)
        return found if found["receipt"] else None

    paid = eventually("the receipt", noted)
    expect("the order", paid, {**placed, "status": "paid", "receipt": f"receipts/{order}.txt"})
    text = s3.get_object(Bucket=f"{APP}-receipts", Key=paid["receipt"])["Body"].read().decode()
    expect("the receipt", text, f"1 tea\n450 cents, paid with acct7-{order}-450\n")
    eventually("the index", lambda: entries("tea").get(order) == "paid")
    # Sent again, as after a lost answer: it is the same order, and nothing is charged again.
    expect("the order again", request(api, "POST", "/orders", new), (200, paid))


def mistakes_are_answered(api):
    for what, asked, wanted in [
        ("an unknown order", ("GET", "/orders/none"), (404, {"message": "there is no such order"})),
        ("an unknown product", ("POST", "/orders", {"id": "x", "product": "rug"}), (400, {"message": "we do not sell `rug`"})),
        ("a route that is not there", ("GET", "/basket"), (404, {"message": "Not Found"})),
        ("a request without a token", ("DELETE", "/orders/x"), (401, {"message": "Unauthorized"})),
    ]:
        expect(what, request(api, *asked), wanted)
    status, answer = request(api, "POST", "/orders", {"id": 7})
    expect("an order of another shape", (status, answer["message"][:24]), (422, "the body cannot be read:"))


def a_poisoned_message_ends_alone(log):
    """Beside a good one, sent with it: the good one is charged once, the other waits for a person."""
    charges = {"rich": {"order": "rich", "cents": 99_000_000}, "good": {"order": "o 1", "cents": 450}}
    before = waiting("parcels")
    sqs.send_message_batch(
        QueueUrl=url("charges"),
        Entries=[{"Id": id, "MessageBody": json.dumps(charge)} for id, charge in charges.items()],
    )
    eventually("the dead letter", lambda: waiting("charges-dead") == 1)
    letter = sqs.receive_message(QueueUrl=url("charges-dead"))["Messages"][0]
    expect("the dead letter", json.loads(letter["Body"]), charges["rich"])
    expect("what is left to charge", waiting("charges"), 0)
    eventually("the parcel", lambda: waiting("parcels") > before)
    expect("parcels of the good one", waiting("parcels") - before, 1)
    with open(log, encoding="utf-8") as file:
        said = re.findall(rf"{APP}-charge processed (\d+) SQS messages .*\((\d+) partial failures\)", file.read())
    # The poisoned one failed as often as the queue says; where a batch had both, it came back alone.
    expect("failures of batches", [failed for _, failed in said], ["1"] * 5)
    expect("the good one beside them", [done for done, _ in said].count("1") <= 1, True)
    failures = told("charge", "a person decides")
    expect("failures in the log", len(failures), 5)
    for line in failures:
        known = {key: value for span in line["spans"] for key, value in span.items()}
        expect("the function in the log", known["function"], "charge")
        assert known["request_id"] and known["id"], line


def told(function, text):
    """The lines of a function's log that say something."""
    group = f"/aws/lambda/{APP}-{function}"
    streams = logs.describe_log_streams(logGroupName=group)["logStreams"]
    events = [logs.get_log_events(logGroupName=group, logStreamName=it["logStreamName"])["events"] for it in streams]
    lines = [line for some in events for event in some for line in event["message"].splitlines()]
    return [json.loads(line) for line in lines if line.startswith("{") and text in line]


def the_sweep_takes_what_nobody_paid():
    """For the time that the schedule says, as EventBridge Scheduler says it."""
    now = int(time.time())
    for order, placed in (("old", now - 2 * DAY), ("young", now - DAY // 2)):
        item = {"id": {"S": order}, "product": {"S": "pot"}, "cents": {"N": "5"}, "status": {"S": "placed"}}
        item |= {"placed_at": {"N": str(placed)}, "receipt": {"NULL": True}}
        dynamodb.put_item(TableName=f"{APP}-order", Item=item)
    eventually("both in the index", lambda: entries("pot") == {"old": "placed", "young": "placed"})
    event = {"version": "0", "id": "tick", "detail-type": "Scheduled Event", "source": "aws.scheduler", "detail": "{}"}
    event["time"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    answer = boto3.client("lambda").invoke(FunctionName=f"{APP}-sweep", Payload=json.dumps(event))
    expect("the sweep", (answer.get("FunctionError"), answer["Payload"].read()), (None, b"null"))
    eventually("the index without it", lambda: entries("pot") == {"young": "placed"})


@contextlib.contextmanager
def made_fit():
    buckets = [f"{APP}-{name}" for name in ("receipts", "labels", "ledgers")]
    policies = {bucket: s3.get_bucket_policy(Bucket=bucket)["Policy"] for bucket in buckets}
    hidden = sqs.get_queue_attributes(QueueUrl=url("charges"), AttributeNames=["VisibilityTimeout"])["Attributes"]
    for bucket in buckets:
        s3.delete_bucket_policy(Bucket=bucket)
    sqs.set_queue_attributes(QueueUrl=url("charges"), Attributes={"VisibilityTimeout": "1"})
    yield
    sqs.set_queue_attributes(QueueUrl=url("charges"), Attributes=hidden)
    for bucket in [*buckets, CATALOGUE]:
        boto3.resource("s3").Bucket(bucket).object_versions.delete()
    for bucket, policy in policies.items():
        s3.put_bucket_policy(Bucket=bucket, Policy=policy)


def address():
    found = boto3.client("apigatewayv2").get_apis()["Items"]
    return next(it["ApiEndpoint"] for it in found if it["Name"] == f"{APP}-api")


def main(log):
    api = address()
    boto3.client("secretsmanager").put_secret_value(SecretId=f"{APP}-payment-key", SecretString="acct7_secret")
    s3.put_object(Bucket=CATALOGUE, Key="products/tea.json", Body=b'{"cents":450}')
    with made_fit():
        begun = time.monotonic()
        order_is_paid(api, "o 1")
        seconds = time.monotonic() - begun
        mistakes_are_answered(api)
        a_poisoned_message_ends_alone(log)
        the_sweep_takes_what_nobody_paid()
    print(f"an order paid, with its receipt and in the index, after {seconds:.1f} s; a poisoned message put aside alone")


main(sys.argv[1])
