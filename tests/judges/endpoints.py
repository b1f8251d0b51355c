"""The names of AWS's VPC endpoints, by AWS's own CDK.

    endpoints.py VPC_ENDPOINT_JS

prints what `codegen/src/settings/endpoints.txt` holds. VPC_ENDPOINT_JS is `package/aws-ec2/lib/vpc-endpoint.js` of the
package `aws-cdk-lib`. A name is the part behind the region; the `-fips` form of one is none of its own. What the PrivateLink
guide and moto's copies of the API's answers have beyond it stands in BEYOND.
"""

import re
import sys

BEYOND = ["apigateway", "cassandra-streams", "emr-service-cell01", "iot", "kinesisanalytics", "route53", "route53resolver"]


def names(path):
    with open(path, encoding="utf-8") as file:
        found = re.findall(r'new InterfaceVpcEndpointAwsService\("([a-z0-9.-]+)"', file.read())
    return {name.removesuffix("-fips") for name in [*found, *BEYOND]}


if __name__ == "__main__":
    print("\n".join(sorted(names(sys.argv[1]))))
