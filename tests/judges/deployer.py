"""The role that deploys an environment: taken, and held to what Terraform did with it.

    deployer.py take ENVIRONMENT           makes the role fit for this server, and prints its credentials
    deployer.py probe ENVIRONMENT FRONT    what the role may do and may not, while everything is there
    deployer.py used ENVIRONMENT LOG       whether each grant was used, when everything is gone

FRONT is where connections count as encrypted. LOG is what the provider wrote while it deployed: every operation that it
called, in AWS's words. The server that AWS_ENDPOINT_URL names has the role and enforces its policies.
"""

import json
import re
import sys

import boto3

from privilege import ACCOUNT, REGION, listed, refused

# Where the server asks for something else than AWS does. These are granted besides, so what they are about is shown by
# AWS's reference alone.
SERVER = [
    # It knows no condition of API Gateway.
    (["apigateway:POST"], "arn:aws:apigateway:{region}::/apis"),
    (["apigateway:DELETE", "apigateway:PATCH"], "arn:aws:apigateway:{region}::/apis/*"),
    # AWS asks for the function that is made; the server for all.
    (["lambda:CreateFunction"], "*"),
    # It does not know whose mapping it is, nor its tags, and takes a look at one for a look at all.
    (["lambda:CreateEventSourceMapping"], "*"),
    (
        ["lambda:ListEventSourceMappings", "lambda:ListTags", "lambda:TagResource", "lambda:UntagResource"],
        "arn:aws:lambda:{region}:{account}:event-source-mapping:*",
    ),
    # Tags go by an ARN in the request, where the server does not look.
    (["dynamodb:ListTagsOfResource", "dynamodb:TagResource", "dynamodb:UntagResource"], "*"),
    (["sns:ListTagsForResource", "sns:TagResource", "sns:UntagResource"], "*"),
    # An alias goes by its name, and the server does not look there.
    (["kms:CreateAlias", "kms:DeleteAlias"], "*"),
    # AWS asks for the association, the server for the cluster.
    (
        ["eks:DeletePodIdentityAssociation", "eks:DescribePodIdentityAssociation"],
        "arn:aws:eks:{region}:{account}:cluster/company",
    ),
]

SERVICES = {"ApiGatewayV2": "apigateway", "CloudWatch Logs": "logs", "Secrets Manager": "secretsmanager"}
# Operations that AWS authorizes by another word.
METHODS = {"Create": "POST", "Get": "GET", "Update": "PATCH", "Delete": "DELETE", "Tag": "POST", "Untag": "DELETE"}
S3 = {
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "GetBucketCors": "GetBucketCORS",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "GetBucketReplication": "GetReplicationConfiguration",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
}

# What everybody may ask, and what the override for this server makes the provider ask.
FREE = {"sts:GetCallerIdentity", "iam:GetUser"}

# What is granted and was not called, by the reason.
UNUSED = {
    "a change of tags that this server does not know": "eks:TagResource eks:UntagResource",
    "a change that is not among those of the second deployment": """lambda:UpdateFunctionEventInvokeConfig
        logs:DeleteRetentionPolicy eks:UpdatePodIdentityAssociation iam:UpdateAssumeRolePolicy
        iam:PutRolePermissionsBoundary iam:DeleteRolePermissionsBoundary""",
    "AWS asks for it of who calls something else": """iam:PassRole iam:CreateServiceLinkedRole logs:CreateLogDelivery
        logs:DeleteLogDelivery logs:DescribeResourcePolicies logs:GetLogDelivery logs:ListLogDeliveries
        logs:PutResourcePolicy logs:UpdateLogDelivery""",
    "provider 6 calls it": "s3:ListTagsForResource s3:TagResource s3:UntagResource",
    "Terraform itself calls it, for the state": "s3:DeleteObject s3:GetObject s3:PutObject",
}
# Of one environment alone.
UNUSED_IN = {
    "dev": {
        "the protection of data, which prod has": "dynamodb:UpdateContinuousBackups dynamodb:UpdateTable",
    },
    "prod": {
        "a change of the key": """kms:DisableKeyRotation kms:PutKeyPolicy kms:UpdateAlias kms:UpdateKeyDescription
        logs:AssociateKmsKey logs:DisassociateKmsKey""",
        "functions keep the concurrency that the settings reserve": "lambda:DeleteFunctionConcurrency",
        "AWS asks for it of who gives a service a key": """kms:CreateGrant kms:Decrypt kms:Encrypt
        kms:GenerateDataKey""",
    },
}

iam = boto3.client("iam")


def arn(service, name, region=REGION):
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{name}"


class Deployer:
    def __init__(self, environment):
        self.environment = environment
        self.app = f"shop-{environment}"
        self.role = f"{self.app}--deployer"
        self.faults = []

    def take(self):
        """The role's credentials, after what this server asks for besides is granted."""
        statements = [
            {"Effect": "Allow", "Action": actions, "Resource": on.format(region=REGION, account=ACCOUNT)}
            for actions, on in SERVER
        ]
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        iam.put_role_policy(RoleName=self.role, PolicyName="server", PolicyDocument=document)
        found = boto3.client("sts").assume_role(RoleArn=arn("iam", f"role/{self.role}", ""), RoleSessionName="deploy")
        return found["Credentials"]

    def statements(self):
        """What the role's managed policies say."""
        found = []
        for it in iam.list_attached_role_policies(RoleName=self.role)["AttachedPolicies"]:
            version = iam.get_policy(PolicyArn=it["PolicyArn"])["Policy"]["DefaultVersionId"]
            policy = iam.get_policy_version(PolicyArn=it["PolicyArn"], VersionId=version)
            found += policy["PolicyVersion"]["Document"]["Statement"]
        return found

    def turned_away(self, front):
        """Calls with the role's credentials that are not its business, beside some that are."""
        keys = self.take()
        names = {"AccessKeyId": "aws_access_key_id", "SecretAccessKey": "aws_secret_access_key",
                 "SessionToken": "aws_session_token"}
        session = boto3.Session(region_name=REGION, **{names[key]: keys[key] for key in names})
        trust = json.dumps({"Version": "2012-10-17", "Statement": []})
        own = arn("iam", f"policy/{self.role}-1", "")
        boto3.client("dynamodb").create_table(
            TableName="foreign", BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        )
        foreign = boto3.client("sqs").create_queue(QueueName="foreign")["QueueUrl"]
        queue = boto3.client("sqs").get_queue_url(QueueName=f"{self.app}-charges")["QueueUrl"]
        iam.create_role(RoleName="foreign", AssumeRolePolicyDocument=trust)
        boto3.client("logs").create_log_group(logGroupName="foreign")
        probes = [
            # Others' things.
            (False, "iam", "create_role", dict(RoleName=f"{self.app}-another", AssumeRolePolicyDocument=trust)),
            (False, "iam", "delete_role", dict(RoleName="foreign")),
            (False, "iam", "create_user", dict(UserName="another")),
            (False, "dynamodb", "delete_table", dict(TableName="foreign")),
            (False, "sqs", "delete_queue", dict(QueueUrl=foreign)),
            (False, "logs", "delete_log_group", dict(logGroupName="foreign")),
            (False, "s3", "delete_bucket", dict(Bucket="acme-product-catalogue")),
            (False, "eks", "delete_cluster", dict(name="company")),
            # The deployer itself, and its state.
            (False, "iam", "attach_role_policy", dict(RoleName=self.role, PolicyArn=own)),
            (False, "iam", "detach_role_policy", dict(RoleName=self.role, PolicyArn=own)),
            (False, "iam", "put_role_policy", dict(RoleName=self.role, PolicyName="more", PolicyDocument=trust)),
            (False, "iam", "update_assume_role_policy", dict(RoleName=self.role, PolicyDocument=trust)),
            (False, "iam", "create_policy_version", dict(PolicyArn=own, PolicyDocument=trust, SetAsDefault=True)),
            (False, "s3", "get_object", self.state(".deployer")),
            (False, "s3", "put_object", self.state(".deployer")),
            # What is inside of what it deploys.
            (False, "dynamodb", "scan", dict(TableName=f"{self.app}-order")),
            (False, "sqs", "receive_message", dict(QueueUrl=queue)),
            (False, "s3", "put_object", dict(Bucket=f"{self.app}-labels", Key="probe")),
            (False, "secretsmanager", "get_secret_value", dict(SecretId=f"{self.app}-payment-key")),
            (False, "lambda", "invoke", dict(FunctionName=f"{self.app}-score", InvocationType="DryRun")),
            # Its business.
            (True, "dynamodb", "describe_table", dict(TableName=f"{self.app}-order")),
            (True, "sqs", "get_queue_attributes", dict(QueueUrl=queue)),
            (True, "iam", "get_role", dict(RoleName=f"{self.app}-charge")),
            (True, "s3", "get_object", self.state("")),
            (True, "secretsmanager", "describe_secret", dict(SecretId=f"{self.app}-payment-key")),
        ]
        for may, service, operation, arguments in probes:
            if refused(getattr(session.client(service, endpoint_url=front), operation), arguments) == may:
                word = "is turned away at" if may else "is let in at"
                self.faults.append(f"the deployer {word} {service} {operation} {arguments}")
        boto3.client("dynamodb").delete_table(TableName="foreign")
        boto3.client("sqs").delete_queue(QueueUrl=foreign)
        iam.delete_role(RoleName="foreign")
        boto3.client("logs").delete_log_group(logGroupName="foreign")
        return len(probes)

    def state(self, suffix):
        return {"Bucket": "shop-terraform-state", "Key": f"{self.environment}/terraform.tfstate{suffix}"}

    def passes(self, statements):
        """`iam:PassRole`, which this server does not ask for: each role to the services that it trusts, no other one."""
        services = {"ec2.amazonaws.com", "lambda.amazonaws.com", "scheduler.amazonaws.com", "pods.eks.amazonaws.com"}
        granted = set()
        for it in statements:
            if "iam:PassRole" in listed(it["Action"]):
                [(operator, values)] = it["Condition"].items()
                assert operator == "StringEquals" and list(values) == ["iam:PassedToService"], it
                for on in listed(it["Resource"]):
                    granted |= {(on, service) for service in listed(values["iam:PassedToService"])}
        wanted = set()
        for page in iam.get_paginator("list_roles").paginate():
            for role in page["Roles"]:
                if role["RoleName"].startswith(f"{self.app}-") and role["RoleName"] != self.role:
                    for it in role["AssumeRolePolicyDocument"]["Statement"]:
                        wanted.add((role["Arn"], it["Principal"]["Service"]))
        assert wanted and {service for _, service in wanted} <= services
        if granted != wanted:
            self.faults.append(f"roles are passed otherwise than they trust: {sorted(granted ^ wanted)}")
        return len(wanted)

    def used(self, statements, log):
        """Every operation of the log is granted, and every grant is used or says why not."""
        granted = {action for it in statements if it["Effect"] == "Allow" for action in listed(it["Action"])}
        called = operations(log) - FREE
        reasons = {**UNUSED, **UNUSED_IN[self.environment]}
        explained = {action for actions in reasons.values() for action in actions.split()}
        for action in sorted(called - granted):
            self.faults.append(f"Terraform called what is not granted: {action}")
        for action in sorted(granted - called - explained):
            self.faults.append(f"granted, and Terraform did not call it: {action}")
        for action in sorted(explained & called):
            self.faults.append(f"Terraform called what is said to be not called: {action}")
        for action in sorted(explained - granted):
            self.faults.append(f"said to be not called, and not granted: {action}")
        return len(called), len(granted), len(granted - called)

    def probe(self, front):
        passed = self.passes(self.statements())
        probes = self.turned_away(front)
        return f"{probes} calls let in or turned away as they should be, {passed} roles passed as they trust"

    def judge(self, log):
        called, granted, unused = self.used(self.statements(), log)
        # Terraform did not make it.
        iam.delete_role_policy(RoleName=self.role, PolicyName="server")
        return f"{called} actions called, {granted} granted, {unused} not called, each with its reason"


def operations(path):
    """The actions of the operations in a log of the provider."""
    with open(path, encoding="utf-8", errors="replace") as file:
        entries = re.split(r"\n(?=\d{4}-\d\d-\d\dT)", file.read())
    found = set()
    for entry in entries:
        # A request with a package is cut in the log, and its answer is not.
        if ": HTTP Request Sent:" in entry or ": HTTP Response Received:" in entry:
            service = re.search(r'rpc\.service=(?:"([^"]+)"|(\S+))', entry)
            operation = re.search(r"rpc\.method=(\w+)", entry)
            if service and operation:
                service = service[1] or service[2]
                found.add(action(SERVICES.get(service, service.lower()), operation[1]))
    return found


def action(service, operation):
    if service == "apigateway":
        verb = re.match("[A-Z][a-z]+", operation)[0]
        return f"apigateway:{METHODS[verb]}"
    return f"{service}:{S3.get(operation, operation) if service == 's3' else operation}"


def main(command, environment, *rest):
    deployer = Deployer(environment)
    if command == "take":
        keys = deployer.take()
        print(json.dumps({key: keys[key] for key in ("AccessKeyId", "SecretAccessKey", "SessionToken")}))
        return 0
    said = deployer.probe(*rest) if command == "probe" else deployer.judge(*rest)
    for fault in deployer.faults:
        print(fault)
    print(said)
    return 1 if deployer.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
