"""Least privilege, from both sides: each role against what its component's handles and trigger need.

    privilege.py WANTED
    privilege.py --keys ROLES

WANTED is JSON: the roles with what each uses, and every resource of the application. The server that
AWS_ENDPOINT_URL names has them, and enforces its policies. Two judges look at each role:

* the server: calls made with the role's own credentials are let in or turned away;
* an evaluator of the policy documents, for every action of a service and every resource.

With `--keys`, ROLES is a list of roles with their statements, and the evaluator alone looks at what they may do with the
key that encrypts what they use; there is no server.

What is needed is written here on its own, from AWS's reference of actions, and not taken from the compiler.
"""

import collections
import fnmatch
import functools
import json
import os
import sys

import boto3
import botocore.exceptions
import botocore.session

ACCOUNT = "123456789012"
REGION = "eu-west-1"

# What a capability or a trigger calls. The word behind the action says on which part of the resource.
NEEDS = {
    ("table", "Get"): ["dynamodb:GetItem"],
    ("table", "BatchGet"): ["dynamodb:BatchGetItem"],
    ("table", "Query"): ["dynamodb:Query", "dynamodb:Query index"],
    ("table", "Scan"): ["dynamodb:Scan"],
    ("table", "Put"): ["dynamodb:PutItem"],
    ("table", "Update"): ["dynamodb:UpdateItem"],
    ("table", "Delete"): ["dynamodb:DeleteItem"],
    ("table", "BatchWrite"): ["dynamodb:BatchWriteItem"],
    ("queue", "Send"): ["sqs:SendMessage"],
    ("topic", "Publish"): ["sns:Publish"],
    # Without the right to list, S3 answers 403 for an object that is not there.
    ("bucket", "Get"): ["s3:GetObject object", "s3:ListBucket"],
    ("bucket", "List"): ["s3:ListBucket"],
    ("bucket", "Put"): ["s3:PutObject object"],
    ("bucket", "Delete"): ["s3:DeleteObject object"],
    # A URL is signed here; who uses it does so as the role, for what it may read or write anyway.
    ("bucket", "Presign"): [],
    ("secret", "Get"): ["secretsmanager:GetSecretValue"],
    ("bus", "Put"): ["events:PutEvents"],
    ("stream", "Put"): ["kinesis:PutRecords"],
    ("function", "Call"): ["lambda:InvokeFunction"],
    # AWS Lambda reads with the function's own role.
    ("queue", "poll"): ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    ("table", "poll"): [
        "dynamodb:DescribeStream stream",
        "dynamodb:GetRecords stream",
        "dynamodb:GetShardIterator stream",
        "dynamodb:ListStreams all",
    ],
    # A container reads itself: it finds the queue by its name, and keeps a message hidden while it handles it.
    ("queue", "consume"): [
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:ChangeMessageVisibility",
        "sqs:GetQueueUrl",
    ],
    ("queue", "find"): ["sqs:GetQueueUrl"],
    ("schedule", "open"): [],
    ("log", "write"): ["logs:CreateLogStream stream", "logs:PutLogEvents stream"],
}

# What the same needs of the environment's key, where what it uses is encrypted by it, and through which service. Written
# from the guides of the services ("Key management" and "Encryption at rest"), apart from the compiler.
KEY_NEEDS = {
    ("table", "Get"): ["kms:Decrypt"],
    ("table", "BatchGet"): ["kms:Decrypt"],
    ("table", "Query"): ["kms:Decrypt"],
    ("table", "Scan"): ["kms:Decrypt"],
    # DynamoDB opens the key of the table, and has made it when the table was made.
    ("table", "Put"): ["kms:Decrypt"],
    ("table", "Update"): ["kms:Decrypt"],
    ("table", "Delete"): ["kms:Decrypt"],
    ("table", "BatchWrite"): ["kms:Decrypt"],
    ("table", "poll"): ["kms:Decrypt"],
    # SQS and SNS check a data key that they have made.
    ("queue", "Send"): ["kms:Decrypt", "kms:GenerateDataKey"],
    ("queue", "poll"): ["kms:Decrypt"],
    ("queue", "consume"): ["kms:Decrypt"],
    ("topic", "Publish"): ["kms:Decrypt", "kms:GenerateDataKey"],
    ("bucket", "Get"): ["kms:Decrypt"],
    ("bucket", "Put"): ["kms:GenerateDataKey"],
    ("secret", "Get"): ["kms:Decrypt"],
    ("stream", "Put"): ["kms:GenerateDataKey"],
    ("stream", "poll"): ["kms:Decrypt"],
    # EventBridge Scheduler asks by itself.
    ("schedule", "open"): ["kms:Decrypt"],
}

# Calls of the server: what they need, and arguments that change nothing where they are let in.
KEY = {"no-such-field": {"S": "x"}}
PROBES = {
    "table": [
        ("dynamodb", "get_item", "dynamodb:GetItem", lambda n: dict(TableName=n, Key=KEY)),
        ("dynamodb", "batch_get_item", "dynamodb:BatchGetItem", lambda n: dict(RequestItems={n: {"Keys": [KEY]}})),
        ("dynamodb", "query", "dynamodb:Query", lambda n: dict(TableName=n)),
        ("dynamodb", "scan", "dynamodb:Scan", lambda n: dict(TableName=n, Limit=1)),
        ("dynamodb", "put_item", "dynamodb:PutItem", lambda n: dict(TableName=n, Item=KEY)),
        ("dynamodb", "update_item", "dynamodb:UpdateItem", lambda n: dict(TableName=n, Key=KEY)),
        ("dynamodb", "delete_item", "dynamodb:DeleteItem", lambda n: dict(TableName=n, Key=KEY)),
        (
            "dynamodb",
            "batch_write_item",
            "dynamodb:BatchWriteItem",
            lambda n: dict(RequestItems={n: [{"PutRequest": {"Item": KEY}}]}),
        ),
        ("dynamodb", "describe_table", "dynamodb:DescribeTable", lambda n: dict(TableName=n)),
        ("dynamodb", "describe_time_to_live", "dynamodb:DescribeTimeToLive", lambda n: dict(TableName=n)),
        ("dynamodb", "delete_table", "dynamodb:DeleteTable", lambda n: dict(TableName=n)),
    ],
    "queue": [
        ("sqs", "send_message", "sqs:SendMessage", lambda n: dict(QueueUrl=queue_url(n), MessageBody="")),
        # A queue's own long poll would be waited for.
        (
            "sqs",
            "receive_message",
            "sqs:ReceiveMessage",
            lambda n: dict(QueueUrl=queue_url(n), VisibilityTimeout=0, WaitTimeSeconds=0),
        ),
        ("sqs", "delete_message", "sqs:DeleteMessage", lambda n: dict(QueueUrl=queue_url(n), ReceiptHandle="x")),
        (
            "sqs",
            "change_message_visibility",
            "sqs:ChangeMessageVisibility",
            lambda n: dict(QueueUrl=queue_url(n), ReceiptHandle="x", VisibilityTimeout=0),
        ),
        ("sqs", "get_queue_attributes", "sqs:GetQueueAttributes", lambda n: dict(QueueUrl=queue_url(n))),
        ("sqs", "get_queue_url", "sqs:GetQueueUrl", lambda n: dict(QueueName=n)),
        ("sqs", "purge_queue", "sqs:PurgeQueue", lambda n: dict(QueueUrl=queue_url(n))),
        ("sqs", "delete_queue", "sqs:DeleteQueue", lambda n: dict(QueueUrl=queue_url(n))),
    ],
    "topic": [
        # A message attribute without a type is refused behind the door.
        ("sns", "publish", "sns:Publish", lambda n: dict(TopicArn=arn("sns", n), Message="")),
        ("sns", "get_topic_attributes", "sns:GetTopicAttributes", lambda n: dict(TopicArn=arn("sns", n))),
        ("sns", "delete_topic", "sns:DeleteTopic", lambda n: dict(TopicArn=arn("sns", n))),
    ],
    "bucket": [
        ("s3", "get_object", "s3:GetObject object", lambda n: dict(Bucket=n, Key="no-such-key")),
        ("s3", "put_object", "s3:PutObject object", lambda n: dict(Bucket=n, Key="probe", Body=b"")),
        ("s3", "delete_object", "s3:DeleteObject object", lambda n: dict(Bucket=n, Key="no-such-key")),
        ("s3", "list_objects_v2", "s3:ListBucket", lambda n: dict(Bucket=n)),
        ("s3", "get_bucket_policy", "s3:GetBucketPolicy", lambda n: dict(Bucket=n)),
        ("s3", "delete_bucket", "s3:DeleteBucket", lambda n: dict(Bucket=n)),
    ],
    "secret": [
        ("secretsmanager", "get_secret_value", "secretsmanager:GetSecretValue", lambda n: dict(SecretId=n)),
        ("secretsmanager", "describe_secret", "secretsmanager:DescribeSecret", lambda n: dict(SecretId=n)),
        ("secretsmanager", "delete_secret", "secretsmanager:DeleteSecret", lambda n: dict(SecretId=n)),
    ],
    # Nobody uses the key by itself.
    "key": [
        ("kms", "generate_data_key", "kms:GenerateDataKey", lambda n: dict(KeyId=key_arn(n), KeySpec="AES_256")),
        ("kms", "encrypt", "kms:Encrypt", lambda n: dict(KeyId=key_arn(n), Plaintext=b"x")),
        ("kms", "describe_key", "kms:DescribeKey", lambda n: dict(KeyId=key_arn(n))),
        ("kms", "disable_key", "kms:DisableKey", lambda n: dict(KeyId=key_arn(n))),
        ("kms", "schedule_key_deletion", "kms:ScheduleKeyDeletion", lambda n: dict(KeyId=key_arn(n))),
    ],
    "function": [
        # A request whose payload is no JSON is refused behind the door.
        ("lambda", "invoke", "lambda:InvokeFunction", lambda n: dict(FunctionName=n, InvocationType="DryRun")),
        ("lambda", "get_function", "lambda:GetFunction", lambda n: dict(FunctionName=n)),
        ("lambda", "delete_function", "lambda:DeleteFunction", lambda n: dict(FunctionName=n)),
    ],
}

# Words of IAM that are no operation of the service's API.
MORE_ACTIONS = {
    "s3": ["GetObject", "PutObject", "DeleteObject", "ListBucket", "GetObjectVersion", "DeleteObjectVersion", "PutBucketPolicy"],
    "lambda": ["InvokeFunction", "InvokeFunctionUrl"],
    "dynamodb": ["PartiQLSelect", "PartiQLInsert", "DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"],
}

OWNERS = {"table": "dynamodb", "queue": "sqs", "topic": "sns", "bucket": "s3", "secret": "secretsmanager",
          "bus": "events", "stream": "kinesis", "function": "lambda", "log": "logs", "key": "kms"}

# Services through which a key may be used, beside those of the resources.
OTHERS = ["lambda", "ssm", "ec2"]


def arn(service, name):
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{name}"


def queue_url(name):
    return f"{os.environ['AWS_ENDPOINT_URL']}/{ACCOUNT}/{name}"


@functools.cache
def key_arn(alias):
    return boto3.client("kms").describe_key(KeyId=alias)["KeyMetadata"]["Arn"]


def parts(kind, name, indexes=()):
    """The ARNs of a resource, by the word of its part."""
    if kind == "table":
        table = arn("dynamodb", f"table/{name}")
        stream = boto3.client("dynamodb").describe_table(TableName=name)["Table"].get("LatestStreamArn")
        return {"": [table], "index": [f"{table}/index/{it}" for it in indexes], "stream": [stream] if stream else []}
    if kind == "bucket":
        return {"": [f"arn:aws:s3:::{name}"], "object": [f"arn:aws:s3:::{name}/key"]}
    if kind == "key":
        return {"": [key_arn(name)]}
    if kind == "secret":
        return {"": [boto3.client("secretsmanager").describe_secret(SecretId=name)["ARN"]]}
    if kind == "log":
        return {"stream": [arn("logs", f"log-group:{name}:log-stream:one")]}
    prefix = {"bus": "event-bus/", "stream": "stream/", "function": "function:"}.get(kind, "")
    return {"": [arn(OWNERS[kind], prefix + name)]}


@functools.cache
def actions_of(service):
    """Every action: the operations of the service's API, and the words that are none."""
    names = botocore.session.get_session().get_service_model(service).operation_names
    return [f"{service}:{name}" for name in [*names, *MORE_ACTIONS.get(service, [])]]


def listed(value):
    return value if isinstance(value, list) else [value]


def allows(statements, action, resource, context=None):
    """Whether policy statements allow an action: AWS's rule for policies that only allow, with texts that must be equal."""
    for statement in statements:
        condition = statement.get("Condition", {})
        assert statement["Effect"] == "Allow" and set(condition) <= {"StringEquals"}, statement
        assert set(statement) <= {"Sid", "Effect", "Action", "Resource", "Condition"}, statement
        equal = condition.get("StringEquals", {})
        if not all((context or {}).get(key) in listed(values) for key, values in equal.items()):
            continue
        acts = any(fnmatch.fnmatchcase(action.lower(), it.lower()) for it in listed(statement["Action"]))
        if acts and any(fnmatch.fnmatchcase(resource, it) for it in listed(statement["Resource"])):
            return True
    return False


class Judge:
    def __init__(self, wanted):
        self.wanted = wanted
        self.faults = []
        self.counts = collections.Counter()
        self.iam = boto3.client("iam")
        self.sts = boto3.client("sts")
        self.parts = {}
        for it in wanted["resources"]:
            self.parts[it["kind"], it["name"]] = parts(it["kind"], it["name"], it.get("indexes", ()))

    def needed(self, role):
        """Action and ARN of everything that a role has to be able to do."""
        needed = set()
        for use in role["uses"]:
            for can in use["can"]:
                for need in NEEDS[use["kind"], can]:
                    action, _, part = need.partition(" ")
                    if part == "all":
                        needed.add((action, "*"))
                        continue
                    for it in self.parts[use["kind"], use["name"]][part]:
                        needed.add((action, it))
        return needed

    def needed_of_key(self, role):
        """Action and circumstances of everything that a role has to be able to do with the key."""
        needed = set()
        for use in role["uses"]:
            if use.get("external"):
                continue
            for can in use["can"]:
                for action in KEY_NEEDS.get((use["kind"], can), []):
                    needed.add((action, *circumstances(use["kind"], use["name"])))
        return needed

    def evaluate_key(self, role, statements):
        """The policy documents against every use of the key: by itself, through a service, for a schedule."""
        keys = [name for kind, name in self.parts if kind == "key"]
        if not keys:
            if statements:
                self.faults.append(f"{role['role']} is granted a key, and there is none")
            return
        (arn_of_key,) = self.parts["key", keys[0]][""]
        needed = self.needed_of_key(role)
        via = {circumstances(kind, "any") for kind in [*OWNERS, *OTHERS]}
        schedules = {circumstances("schedule", it["name"]) for it in self.wanted["schedules"]}
        written = {action for it in statements for action in listed(it["Action"])}
        conditions = [it.get("Condition", {}).get("StringEquals", {}) for it in statements]
        named = {(key, value) for it in conditions for key, values in it.items() for value in listed(values)}
        for action in sorted({*actions_of("kms"), *written}):
            for circumstance in [None, *sorted(via | schedules | named)]:
                expected = circumstance is not None and (action, *circumstance) in needed
                self.counts["uses of the key evaluated, " + ("needed" if expected else "not needed")] += 1
                context = dict([circumstance]) if circumstance else {}
                if allows(statements, action, arn_of_key, context) != expected:
                    word = "needs and may not" if expected else "may and does not need"
                    self.faults.append(f"{role['role']} {word}: {action}, {circumstance}")
                if allows(statements, action, arn_of_key[:-1] + "x", context):
                    self.faults.append(f"{role['role']} may {action} with another key")

    def evaluate(self, role, needed):
        """The policy documents against every action on every resource."""
        statements = []
        for name in self.iam.list_role_policies(RoleName=role["role"])["PolicyNames"]:
            document = self.iam.get_role_policy(RoleName=role["role"], PolicyName=name)["PolicyDocument"]
            statements += document["Statement"]
        for statement in statements:
            for action in listed(statement["Action"]):
                if "*" in action or "?" in action:
                    self.faults.append(f"{role['role']}: the action {action} is a pattern")
        of_key = [it for it in statements if is_of_key(it)]
        self.evaluate_key(role, of_key)
        statements = [it for it in statements if it not in of_key]
        assert not any("Condition" in it for it in statements), statements
        everywhere = {action for action, resource in needed if resource == "*"}
        resources = collections.defaultdict(set)
        for (kind, _), found in self.parts.items():
            for arns in found.values():
                for it in arns:
                    # Beside it: a name that begins so, and the same name in another account.
                    resources[OWNERS[kind]] |= {it, it.replace("shop-", "shopping-"), it.replace(ACCOUNT, "210987654321")}
        granted = {(action, it) for s in statements for action in listed(s["Action"]) for it in listed(s["Resource"])}
        for service, arns in resources.items():
            written = {action for action, _ in granted if action.startswith(service + ":")}
            for action in sorted({*actions_of(service), *written}):
                for it in sorted(arns):
                    expected = (action, it) in needed or action in everywhere
                    self.counts["evaluated, needed" if expected else "evaluated, not needed"] += 1
                    if allows(statements, action, it) != expected:
                        word = "needs and may not" if expected else "may and does not need"
                        self.faults.append(f"{role['role']} {word}: {action} on {it}")
        # What is granted on nothing that was looked at, is used by nobody.
        for action, pattern in sorted(granted):
            used = any(action.lower() == a.lower() and (r == "*" or fnmatch.fnmatchcase(r, pattern)) for a, r in needed)
            if not used:
                self.faults.append(f"{role['role']} is granted what nothing calls: {action} on {pattern}")

    def call(self, role, needed):
        """Calls of the server with the role's own credentials."""
        keys = self.credentials(role["role"])
        clients = {}
        config = botocore.config.Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"})
        for (kind, name), found in sorted(self.parts.items()):
            for service, operation, need, arguments in PROBES.get(kind, []):
                action, _, part = need.partition(" ")
                expected = any((action, it) in needed for it in found.get(part, []))
                client = clients.get(service) or clients.setdefault(service, boto3.client(service, config=config, **keys))
                denied = refused(getattr(client, operation), arguments(name))
                self.counts["called, let in" if not denied else "called, turned away"] += 1
                if denied == expected:
                    word = "turned away" if denied else "let in"
                    self.faults.append(f"{role['role']} is {word} at {action} on the {kind} {name}")

    def credentials(self, role):
        """A role's own credentials. For a moment it trusts this account: whom it trusts is not the question here."""
        trust = self.iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]
        here = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"}
        document = {"Version": "2012-10-17", "Statement": [here]}
        self.iam.update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps(document))
        found = self.sts.assume_role(RoleArn=f"arn:aws:iam::{ACCOUNT}:role/{role}", RoleSessionName="privilege")
        self.iam.update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps(trust))
        found = found["Credentials"]
        return {
            "aws_access_key_id": found["AccessKeyId"],
            "aws_secret_access_key": found["SecretAccessKey"],
            "aws_session_token": found["SessionToken"],
        }

    def without_encryption(self):
        """Buckets refuse connections without TLS, and this server has none: their policies go once they have shown it."""
        client = boto3.client("s3", config=botocore.config.Config(s3={"addressing_style": "path"}))
        for name in [name for kind, name in self.parts if kind == "bucket"]:
            try:
                policy = json.loads(client.get_bucket_policy(Bucket=name)["Policy"])
            except botocore.exceptions.ClientError:
                # One that exists already is not this application's.
                continue
            denies = [(it["Effect"], it["Action"], it.get("Condition")) for it in policy["Statement"]]
            if denies != [("Deny", "s3:*", {"Bool": {"aws:SecureTransport": "false"}})]:
                self.faults.append(f"the policy of the bucket {name} says more than that: {denies}")
            client.delete_bucket_policy(Bucket=name)

    def judge(self):
        self.without_encryption()
        for role in self.wanted["roles"]:
            needed = self.needed(role)
            self.evaluate(role, needed)
            self.call(role, needed)
        # A bucket with the objects of this judge could not be destroyed.
        for name in [name for kind, name in self.parts if kind == "bucket"]:
            boto3.resource("s3").Bucket(name).object_versions.delete()


def is_of_key(statement):
    return all(action.startswith("kms:") for action in listed(statement["Action"]))


def circumstances(kind, name):
    """The key of a condition, and its value where something of this kind is used."""
    if kind == "schedule":
        return ("kms:EncryptionContext:aws:scheduler:schedule:arn", arn("scheduler", f"schedule/default/{name}"))
    return ("kms:ViaService", f"{OWNERS.get(kind, kind)}.{REGION}.amazonaws.com")


def refused(call, arguments):
    """Whether a call is turned away for want of permission; what else may be wrong with it does not matter."""
    try:
        call(**arguments)
    except botocore.exceptions.ClientError as error:
        code = error.response["Error"]["Code"]
        return "AccessDenied" in code or code in {"AuthorizationError", "Forbidden", "403"}
    return False


def self_test():
    """Whether the judge of keys finds what is missing and what is too much."""
    key = arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab")
    uses = [
        {"kind": "queue", "name": "charges", "can": ["Send"]},
        {"kind": "table", "name": "orders", "can": ["Get"]},
        {"kind": "bucket", "name": "archive", "can": ["Get"], "external": True},
        {"kind": "schedule", "name": "sweep", "can": ["open"]},
    ]

    def statement(actions, conditions, resource=key):
        condition = {"StringEquals": conditions} if conditions else {}
        return {"Effect": "Allow", "Action": actions, "Resource": resource, "Condition": condition}

    def via(actions, *services):
        return statement(actions, {"kms:ViaService": [f"{it}.{REGION}.amazonaws.com" for it in services]})

    def of(schedule):
        return statement("kms:Decrypt", dict([circumstances("schedule", schedule)]))

    both = ["kms:Decrypt", "kms:GenerateDataKey"]
    queues, tables, sweep = via(both, "sqs"), via("kms:Decrypt", "dynamodb"), of("sweep")
    good = [queues, tables, sweep]
    bad = {
        "a service is missing": [queues, sweep],
        "an action is missing": [via("kms:Decrypt", "sqs", "dynamodb"), sweep],
        "the schedule is missing": [queues, tables],
        "another one's bucket": [*good, via("kms:Decrypt", "s3")],
        "an action too much": [via(both, "sqs", "dynamodb"), sweep],
        "a service too much": [*good, via("kms:Decrypt", "rds")],
        "another schedule": [*good, of("archive")],
        "by itself": [*good, statement("kms:Decrypt", None)],
        "any key": [queues, sweep, {**tables, "Resource": "*"}],
        "a pattern": [*good, via("kms:*", "sqs")],
    }

    def faults(statements):
        return judge_of_keys([{"role": "shop", "uses": uses, "statements": statements}], key).faults

    wrong = [f"{name}: nothing is found" for name, statements in bad.items() if not faults(statements)]
    return wrong + faults(good)


def judge_of_keys(roles, key):
    """A judge that has looked at roles and their key, without a server."""
    judge = object.__new__(Judge)
    schedules = [use for role in roles for use in role["uses"] if use["kind"] == "schedule"]
    judge.parts, judge.wanted = {("key", "the key"): {"": [key]}}, {"schedules": schedules}
    judge.faults, judge.counts = [], collections.Counter()
    for role in roles:
        # What is written out with `allow` is about other keys.
        of_keys = [it for it in role["statements"] or [] if is_of_key(it)]
        about = [it for it in of_keys if any(fnmatch.fnmatchcase(key, that) for that in listed(it["Resource"]))]
        judge.evaluate_key(role, about)
    return judge


def main(path, is_keys=False):
    wrong = self_test()
    if wrong:
        print("the judge itself is wrong", *wrong, sep="\n")
        return 1
    with open(path, encoding="utf-8") as file:
        wanted = json.load(file)
    if is_keys:
        judge = judge_of_keys(wanted, arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"))
    else:
        judge = Judge(wanted)
        judge.judge()
    for fault in judge.faults:
        print(fault)
    print(", ".join(f"{count} {what}" for what, count in sorted(judge.counts.items())))
    return 1 if judge.faults or not judge.counts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[-1], "--keys" in sys.argv))
