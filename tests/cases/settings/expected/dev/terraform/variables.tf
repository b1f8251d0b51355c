# Written by watershed for shop in dev.

variable "package" {
  description = "Path of the zip file with the binary `bootstrap`."
  type        = string
}

variable "permissions_boundary" {
  description = "ARN of the policy that bounds every role; none where it is null."
  type        = string
  default     = null
}

variable "alarm_topics" {
  description = "ARNs of the topics that alarms go to."
  type        = list(string)
  default     = []
}
