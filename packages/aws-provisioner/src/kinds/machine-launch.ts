import type {
  _InstanceType,
  HttpTokensState,
  InstanceMetadataOptionsRequest,
  RequestLaunchTemplateData,
} from "@aws-sdk/client-ec2";

/** What is asked of every machine, whether it is launched by itself or by a template. */
interface MachineLaunch {
  readonly imageId: string;
  readonly instanceType: string;
  /** Base64. */
  readonly userData: string;
  readonly profileName: string;
  readonly keyName?: string | undefined;
  readonly rootDevice: string;
  /** GiB. */
  readonly rootVolume: number;
  readonly metadataHops: number;
}

/** A launch in EC2's words: its root volume is encrypted, and its metadata asks for session tokens. */
export function machineLaunch(wanted: MachineLaunch) {
  const { imageId, instanceType, userData, profileName, keyName, rootDevice, rootVolume, metadataHops } = wanted;
  const Ebs = { VolumeSize: rootVolume, VolumeType: "gp3", Encrypted: true, DeleteOnTermination: true } as const;
  return {
    ImageId: imageId,
    InstanceType: instanceType as _InstanceType, // AWS checks it, which knows more of them than the SDK.
    UserData: userData,
    IamInstanceProfile: { Name: profileName },
    ...(keyName === undefined ? {} : { KeyName: keyName }),
    BlockDeviceMappings: [{ DeviceName: rootDevice, Ebs }],
    MetadataOptions: {
      HttpEndpoint: "enabled",
      HttpTokens: "required",
      HttpPutResponseHopLimit: metadataHops,
      InstanceMetadataTags: "enabled",
    } satisfies InstanceMetadataOptionsRequest,
  } satisfies RequestLaunchTemplateData;
}

interface MetadataAnswer {
  readonly HttpTokens?: HttpTokensState | undefined;
  readonly HttpPutResponseHopLimit?: number | undefined;
}

/**
 * How many hops metadata may go; none where it asks for no session tokens, which differs from whatever is
 * wanted.
 */
export function readHops({ HttpTokens, HttpPutResponseHopLimit = 1 }: MetadataAnswer = {}): number {
  return HttpTokens === "required" ? HttpPutResponseHopLimit : 0;
}
