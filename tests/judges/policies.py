"""Policies against AWS's reference of actions, by parliament.

    policies.py FILE

FILE is JSON: a list of policies, each with where it is from. Whatever parliament finds is printed, a line each.
"""

import json
import sys

from parliament import analyze_policy_string

# What is left so, by the kind of finding, a word in it, and what holds the policy, with the reason.
EXPLAINED = {
    # AWS Lambda asks whether the role may do this on `*` before it attaches a function to a VPC.
    ("RESOURCE_STAR", "ec2:CreateNetworkInterface", "aws_iam_role_policy"),
    # The key by which a statement denies the same to the code: in the developer guide of AWS Lambda, not in the reference.
    ("UNKNOWN_CONDITION_FOR_ACTION", "lambda:SourceFunctionArn", "aws_iam_role_policy"),
    # In the policy of a key `*` is the key.
    ("RESOURCE_STAR", "kms:", "aws_kms_key"),
    # What follows is about deployers. AWS's reference has both keys for APIs of version 2; parliament mixes the versions.
    ("UNKNOWN_CONDITION_FOR_ACTION", "apigateway:Request/ApiName", "aws_iam_policy"),
    ("UNKNOWN_CONDITION_FOR_ACTION", "apigateway:Resource/ApiName", "aws_iam_policy"),
    # AWS asks for two things at once, and each stands in a statement of its own.
    ("RESOURCE_MISMATCH", "kinesis:StartStreamEncryption", "aws_iam_policy"),
    ("RESOURCE_MISMATCH", "kms:CreateAlias", "aws_iam_policy"),
    ("RESOURCE_MISMATCH", "lambda:PutFunctionCodeSigningConfig", "aws_iam_policy"),
    # Who deploys a bucket writes its policy and its rules of life, and no object; the policy would let him.
    ("RESOURCE_POLICY_PRIVILEGE_ESCALATION", "s3:PutBucketPolicy", "aws_iam_policy"),
    ("RESOURCE_POLICY_PRIVILEGE_ESCALATION", "s3:PutLifecycleConfiguration", "aws_iam_policy"),
    # The user guide of IAM compares boundaries as texts.
    ("MISMATCHED_TYPE_BUT_USABLE", "StringNotEquals", "aws_iam_policy"),
}


def explained(finding, place):
    return {
        it for it in EXPLAINED if it[0] == finding.issue and it[1] in str(finding.detail) and f" {it[2]}." in place
    }


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        policies = json.load(file)
    found, used = 0, set()
    for policy in policies:
        for finding in analyze_policy_string(json.dumps(policy["document"])).findings:
            reasons = explained(finding, policy["from"])
            used |= reasons
            if not reasons:
                found += 1
                print(policy["from"], finding.issue, finding.detail, finding.location)
    for stale in EXPLAINED - used:
        found += 1
        print("nothing finds this any more:", *stale)
    print(f"{len(policies)} policies, {found} findings, {len(used)} kinds explained")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
