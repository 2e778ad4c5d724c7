# What Karpenter needs where it brings the machines of a pool: rights by EKS Pod Identity for kube-system/karpenter, and a queue that tells it of
# interruptions. The rights are those of its own documentation (reference/cloudformation, version 1.14), bound to this cluster.

locals {
  karpenter = anytrue([for pool in var.pools : pool.karpenter]) ? 1 : 0
}

data "aws_partition" "this" {}

data "aws_caller_identity" "this" {}

resource "aws_iam_role" "karpenter" {
  count              = local.karpenter
  name               = "${var.name}-karpenter"
  assume_role_policy = data.aws_iam_policy_document.pod_trust.json
  tags               = var.tags
}

resource "aws_eks_pod_identity_association" "karpenter" {
  count           = local.karpenter
  region          = var.region
  cluster_name    = aws_eks_cluster.this.name
  namespace       = "kube-system"
  service_account = "karpenter"
  role_arn        = aws_iam_role.karpenter[0].arn
  tags            = var.tags
}

resource "aws_iam_role_policy" "karpenter" {
  count  = local.karpenter
  name   = "karpenter"
  role   = aws_iam_role.karpenter[0].id
  policy = templatefile("${path.module}/karpenter-policy.json", {
    partition     = data.aws_partition.this.partition
    region        = var.region
    account       = data.aws_caller_identity.this.account_id
    cluster       = var.name
    cluster_arn   = aws_eks_cluster.this.arn
    node_role_arn = aws_iam_role.node.arn
    queue_arn     = aws_sqs_queue.karpenter[0].arn
  })
}

resource "aws_sqs_queue" "karpenter" {
  count                     = local.karpenter
  region                    = var.region
  name                      = var.name
  message_retention_seconds = 300
  sqs_managed_sse_enabled   = true
  tags                      = var.tags
}

data "aws_iam_policy_document" "karpenter_queue" {
  count = local.karpenter
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.karpenter[0].arn]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com", "sqs.amazonaws.com"]
    }
  }
  statement {
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.karpenter[0].arn]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "karpenter" {
  count     = local.karpenter
  region    = var.region
  queue_url = aws_sqs_queue.karpenter[0].url
  policy    = data.aws_iam_policy_document.karpenter_queue[0].json
}

resource "aws_cloudwatch_event_rule" "interruption" {
  for_each = local.karpenter == 0 ? {} : {
    health      = { source = "aws.health", type = "AWS Health Event" }
    spot        = { source = "aws.ec2", type = "EC2 Spot Instance Interruption Warning" }
    rebalance   = { source = "aws.ec2", type = "EC2 Instance Rebalance Recommendation" }
    state       = { source = "aws.ec2", type = "EC2 Instance State-change Notification" }
    reservation = { source = "aws.ec2", type = "EC2 Capacity Reservation Instance Interruption Warning" }
  }
  region        = var.region
  name          = "${var.name}-${each.key}"
  event_pattern = jsonencode({ source = [each.value.source], detail-type = [each.value.type] })
  tags          = var.tags
}

resource "aws_cloudwatch_event_target" "interruption" {
  for_each = aws_cloudwatch_event_rule.interruption
  region   = var.region
  rule     = each.value.name
  arn      = aws_sqs_queue.karpenter[0].arn
}
