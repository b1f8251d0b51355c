# Written by watershed for shop in dev: stream clicks

resource "aws_kinesis_stream" "clicks" {
  name            = "shop-dev-clicks"
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
  tags = {
    component = "clicks"
  }

  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }
}
