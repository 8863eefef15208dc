/** What is known of a machine when it starts. */
export interface MachineFacts {
  readonly id: string;
  readonly imageId: string;
  readonly type: string;
  /** Base64, as it was given. */
  readonly userData: string | undefined;
}

/** What a machine comes to, of which EC2 and load balancers only see the outside. */
export interface MachineLife {
  /** Whether its system comes up, so that its status checks pass. Default true. */
  readonly boots?: boolean;
  /** Whether it answers the health checks of load balancers. Default: whether it boots. */
  readonly serves?: boolean;
  /** What its console shows. Default nothing. */
  readonly console?: string;
  /**
   * Seconds from when its group has it wait before it is terminated until it completes the actions of the
   * hooks itself. Default: it never does, and they end by their time.
   */
  readonly completes?: number;
  /**
   * Seconds from when it is terminated until it has ended, and lets go of its interfaces and volumes: an hour
   * was seen (kubernetes/kops#4128). Default: as long as is usual.
   */
  readonly lingers?: number;
  /** Why EC2 ends it while it is launched, by the code of its state reason. Default: it comes to run. */
  readonly ends?: LaunchEnd;
}

/** Why EC2 ends a machine that it launches (EC2 API reference, StateReason). */
export type LaunchEnd =
  | "Client.InternalError"
  | "Client.InvalidKMSKey.InvalidState"
  | "Client.InvalidSnapshot.NotFound"
  | "Client.VolumeLimitExceeded"
  | "Server.InsufficientInstanceCapacity"
  | "Server.InternalError";

/**
 * What EC2 says of such an end (EC2 user guide, "Instance terminates immediately"; Auto Scaling user guide,
 * "EC2 instance launch failures"; of keys in public reports).
 */
export const endWords: Readonly<Record<LaunchEnd, string>> = {
  "Client.InternalError": "Client error on launch",
  "Client.InvalidKMSKey.InvalidState": "The KMS key provided is in an incorrect state",
  "Client.InvalidSnapshot.NotFound": "The specified snapshot was not found",
  "Client.VolumeLimitExceeded": "Volume limit exceeded",
  "Server.InsufficientInstanceCapacity": "Insufficient capacity to satisfy instance request",
  "Server.InternalError": "Internal error on launch",
};

/** Tells what machines come to; undefined for one that boots and serves. */
export type Lives = (machine: MachineFacts) => MachineLife | undefined;

/** What a life may leave out, as there is nothing that is so in any case. */
type Unsaid = "completes" | "lingers" | "ends";

/** The life of a machine with everything said that it has in any case. */
export function lifeOf(
  lives: Lives,
  { id, imageId, type, userData }: MachineFacts,
): Required<Omit<MachineLife, Unsaid>> & Pick<MachineLife, Unsaid> {
  const { boots = true, serves = boots, console = "", ...rest } = lives({ id, imageId, type, userData }) ?? {};
  return { ...rest, boots, serves, console };
}
