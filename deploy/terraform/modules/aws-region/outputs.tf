output "cluster" {
  description = "Name of the cluster, for aws eks update-kubeconfig."
  value       = aws_eks_cluster.this.name
}

output "node_role" {
  description = "Role of the nodes, for Karpenter's EC2NodeClass."
  value       = aws_iam_role.node.name
}

output "private_subnets" {
  description = "Subnets of the nodes."
  value       = [for subnet in aws_subnet.private : subnet.id]
}

output "vpc" {
  description = "Network of the region."
  value       = aws_vpc.this.id
}
