# GPU node groups. The planned machines always run; a cluster autoscaler may add those of the headroom.

locals {
  node_groups = { for name, pool in var.pools : name => pool if !pool.karpenter }
}

resource "aws_launch_template" "gpu" {
  for_each    = local.node_groups
  region      = var.region
  name_prefix = "${substr(var.name, 0, 60)}-${substr(each.key, 0, 40)}-"
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size           = each.value.disk_gb
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }
  # Pods reach no credentials of the node.
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  dynamic "tag_specifications" {
    for_each = ["instance", "volume"]
    content {
      resource_type = tag_specifications.value
      tags          = merge(var.tags, { Name = "${var.name}-${each.key}", workload = each.value.workload })
    }
  }
  tags = merge(var.tags, { workload = each.value.workload })
}

resource "aws_eks_node_group" "gpu" {
  for_each        = local.node_groups
  region          = var.region
  cluster_name    = aws_eks_cluster.this.name
  node_group_name = each.key
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = [for subnet in aws_subnet.private : subnet.id]
  ami_type        = "AL2023_x86_64_NVIDIA"
  capacity_type   = each.value.spot ? "SPOT" : "ON_DEMAND"
  instance_types  = [each.value.instance_type]
  launch_template {
    name    = aws_launch_template.gpu[each.key].name
    version = aws_launch_template.gpu[each.key].latest_version
  }
  scaling_config {
    min_size     = each.value.instances
    desired_size = each.value.instances
    max_size     = each.value.max_instances
  }
  update_config {
    max_unavailable = 1
  }
  taint {
    key    = "nvidia.com/gpu"
    value  = "true"
    effect = "NO_SCHEDULE"
  }
  labels = { workload = each.value.workload }
  tags   = merge(var.tags, { workload = each.value.workload })
  lifecycle {
    # The autoscaler moves it.
    ignore_changes = [scaling_config[0].desired_size]
  }
  depends_on = [aws_iam_role_policy_attachment.node]
}
