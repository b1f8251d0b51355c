"""Orders go through the whole of `examples/shop` on a server that speaks AWS's API and runs the real program.

Called with the server's log. The functions do what they do with their own roles.
The first thing that is not so ends it.

Beside what `shop.py` makes fit for a run, messages that failed are hidden for a second here, instead of minutes.
"""

import json
import re
import sys
import time
from urllib.parse import quote

import boto3

from shop import APP, CATALOGUE, address, dynamodb, entries, eventually, expect, made_fit, request, s3, sqs, told, url
from shop import waiting

DAY = 24 * 3600


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


def main(log):
    api = address()
    s3.put_object(Bucket=CATALOGUE, Key="products/tea.json", Body=b'{"cents":450}')
    with made_fit(hidden={"charges": 1}):
        begun = time.monotonic()
        order_is_paid(api, "o 1")
        seconds = time.monotonic() - begun
        mistakes_are_answered(api)
        a_poisoned_message_ends_alone(log)
        the_sweep_takes_what_nobody_paid()
    print(f"an order paid, with its receipt and in the index, after {seconds:.1f} s; a poisoned message put aside alone")


main(sys.argv[1])
