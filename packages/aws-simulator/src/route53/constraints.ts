import type { Constraints } from "../request/constraint.ts";

/** What the API model (botocore 1.43.107) demands of each request, by operation. */
export const constraints: Readonly<Record<string, Constraints>> = {
  AssociateVPCWithHostedZone: {
    HostedZoneId: { required: true, max: 32 },
    VPC: { required: true },
    "VPC.VPCRegion": { min: 1, max: 64 },
    "VPC.VPCId": { max: 1024 },
  },
  ChangeResourceRecordSets: {
    HostedZoneId: { required: true, max: 32 },
    ChangeBatch: { required: true },
    "ChangeBatch.Comment": { max: 256 },
    "ChangeBatch.Changes": { required: true, min: 1 },
    "ChangeBatch.Changes[].Action": { required: true, enum: ["CREATE", "DELETE", "UPSERT"] },
    "ChangeBatch.Changes[].ResourceRecordSet": { required: true },
    "ChangeBatch.Changes[].ResourceRecordSet.Name": { required: true, max: 1024 },
    "ChangeBatch.Changes[].ResourceRecordSet.Type": { required: true, enum: ["SOA", "A", "TXT", "NS", "CNAME", "MX", "NAPTR", "PTR", "SRV", "SPF", "AAAA", "CAA", "DS", "TLSA", "SSHFP", "SVCB", "HTTPS"] },
    "ChangeBatch.Changes[].ResourceRecordSet.SetIdentifier": { min: 1, max: 128 },
    "ChangeBatch.Changes[].ResourceRecordSet.Weight": { min: 0, max: 255 },
    "ChangeBatch.Changes[].ResourceRecordSet.Region": { min: 1, max: 64, enum: ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-central-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "eu-north-1", "sa-east-1", "cn-north-1", "cn-northwest-1", "ap-east-1", "me-south-1", "me-central-1", "ap-south-1", "ap-south-2", "af-south-1", "eu-south-1", "eu-south-2", "ap-southeast-4", "il-central-1", "ca-west-1", "ap-southeast-5", "mx-central-1", "ap-southeast-7", "us-gov-east-1", "us-gov-west-1", "ap-east-2", "ap-southeast-6", "eusc-de-east-1"] },
    "ChangeBatch.Changes[].ResourceRecordSet.GeoLocation.ContinentCode": { min: 2, max: 2 },
    "ChangeBatch.Changes[].ResourceRecordSet.GeoLocation.CountryCode": { min: 1, max: 2 },
    "ChangeBatch.Changes[].ResourceRecordSet.GeoLocation.SubdivisionCode": { min: 1, max: 3 },
    "ChangeBatch.Changes[].ResourceRecordSet.Failover": { enum: ["PRIMARY", "SECONDARY"] },
    "ChangeBatch.Changes[].ResourceRecordSet.TTL": { min: 0, max: 2147483647 },
    "ChangeBatch.Changes[].ResourceRecordSet.ResourceRecords": { min: 1 },
    "ChangeBatch.Changes[].ResourceRecordSet.ResourceRecords[].Value": { required: true, max: 4000 },
    "ChangeBatch.Changes[].ResourceRecordSet.AliasTarget.HostedZoneId": { required: true, max: 32 },
    "ChangeBatch.Changes[].ResourceRecordSet.AliasTarget.DNSName": { required: true, max: 1024 },
    "ChangeBatch.Changes[].ResourceRecordSet.AliasTarget.EvaluateTargetHealth": { required: true },
    "ChangeBatch.Changes[].ResourceRecordSet.HealthCheckId": { max: 64 },
    "ChangeBatch.Changes[].ResourceRecordSet.TrafficPolicyInstanceId": { min: 1, max: 36 },
  },
  ChangeTagsForResource: {
    ResourceType: { required: true, enum: ["healthcheck", "hostedzone"] },
    ResourceId: { required: true, max: 64 },
    AddTags: { min: 1, max: 10 },
    "AddTags[].Key": { max: 128 },
    "AddTags[].Value": { max: 256 },
    RemoveTagKeys: { min: 1, max: 10 },
    "RemoveTagKeys[]": { max: 128 },
  },
  CreateHostedZone: {
    Name: { required: true, max: 1024 },
    "VPC.VPCRegion": { min: 1, max: 64 },
    "VPC.VPCId": { max: 1024 },
    CallerReference: { required: true, min: 1, max: 128 },
    "HostedZoneConfig.Comment": { max: 256 },
    DelegationSetId: { max: 32 },
  },
  DeleteHostedZone: {
    Id: { required: true, max: 32 },
  },
  DisassociateVPCFromHostedZone: {
    HostedZoneId: { required: true, max: 32 },
    VPC: { required: true },
    "VPC.VPCRegion": { min: 1, max: 64 },
    "VPC.VPCId": { max: 1024 },
  },
  GetChange: {
    Id: { required: true, min: 1, max: 6500 },
  },
  GetHostedZone: {
    Id: { required: true, max: 32 },
  },
  ListHostedZones: {
    DelegationSetId: { max: 32 },
    HostedZoneType: { enum: ["PrivateHostedZone"] },
  },
  ListHostedZonesByName: {
    DNSName: { max: 1024 },
    HostedZoneId: { max: 32 },
  },
  ListHostedZonesByVPC: {
    VPCId: { required: true, max: 1024 },
    VPCRegion: { required: true, min: 1, max: 64 },
  },
  ListResourceRecordSets: {
    HostedZoneId: { required: true, max: 32 },
    StartRecordName: { max: 1024 },
    StartRecordType: { enum: ["SOA", "A", "TXT", "NS", "CNAME", "MX", "NAPTR", "PTR", "SRV", "SPF", "AAAA", "CAA", "DS", "TLSA", "SSHFP", "SVCB", "HTTPS"] },
    StartRecordIdentifier: { min: 1, max: 128 },
  },
  ListTagsForResource: {
    ResourceType: { required: true, enum: ["healthcheck", "hostedzone"] },
    ResourceId: { required: true, max: 64 },
  },
  ListTagsForResources: {
    ResourceType: { required: true, enum: ["healthcheck", "hostedzone"] },
    ResourceIds: { required: true, min: 1, max: 10 },
    "ResourceIds[]": { max: 64 },
  },
  UpdateHostedZoneComment: {
    Id: { required: true, max: 32 },
    Comment: { max: 256 },
  },
};
