# Written by watershed for shop in dev: stream moves

data "aws_kinesis_stream" "moves" {
  name = "warehouse-moves"
}
