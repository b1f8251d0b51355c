# Written by watershed for shop in dev.

data "aws_kinesis_stream" "moves" {
  name = "warehouse-moves"
}
