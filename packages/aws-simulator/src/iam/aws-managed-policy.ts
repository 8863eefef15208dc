/**
 * The policies managed by AWS that the simulated account has: those that nodes and their operators usually
 * get.
 */
const names = new Set([
  "AdministratorAccess",
  "AmazonEC2ContainerRegistryFullAccess",
  "AmazonEC2ContainerRegistryPowerUser",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEC2ContainerRegistryReadOnly",
  "AmazonEC2FullAccess",
  "AmazonEC2ReadOnlyAccess",
  "AmazonEKSClusterPolicy",
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKS_CNI_Policy",
  "AmazonElasticFileSystemClientReadWriteAccess",
  "AmazonElasticFileSystemFullAccess",
  "AmazonRoute53FullAccess",
  "AmazonRoute53ReadOnlyAccess",
  "AmazonS3FullAccess",
  "AmazonS3ReadOnlyAccess",
  "AmazonSSMFullAccess",
  "AmazonSSMManagedInstanceCore",
  "AmazonSSMPatchAssociation",
  "AmazonSSMReadOnlyAccess",
  "AmazonVPCFullAccess",
  "AmazonVPCReadOnlyAccess",
  "AutoScalingFullAccess",
  "AutoScalingReadOnlyAccess",
  "CloudWatchAgentAdminPolicy",
  "CloudWatchAgentServerPolicy",
  "CloudWatchFullAccess",
  "CloudWatchLogsFullAccess",
  "CloudWatchReadOnlyAccess",
  "ElasticLoadBalancingFullAccess",
  "ElasticLoadBalancingReadOnly",
  "IAMFullAccess",
  "IAMReadOnlyAccess",
  "PowerUserAccess",
  "ReadOnlyAccess",
  "SecretsManagerReadWrite",
  "SecurityAudit",
  "job-function/ViewOnlyAccess",
  "service-role/AmazonEC2RoleforSSM",
  "service-role/AmazonEBSCSIDriverPolicy",
  "service-role/AmazonEFSCSIDriverPolicy",
  "service-role/AutoScalingNotificationAccessRole",
]);

/** Whether the ARN is that of a policy managed by AWS which the simulated account has. */
export function isAwsManagedPolicy(arn: string): boolean {
  const name = /^arn:aws(?:-[a-z]+)*:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  return name !== undefined && names.has(name);
}
