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
}

/** Tells what machines come to; undefined for one that boots and serves. */
export type Lives = (machine: MachineFacts) => MachineLife | undefined;

/** The life of a machine with everything said that it has in any case. */
export function lifeOf(
  lives: Lives,
  { id, imageId, type, userData }: MachineFacts,
): Required<Omit<MachineLife, "completes">> & Pick<MachineLife, "completes"> {
  const { boots = true, serves = boots, console = "", completes } = lives({ id, imageId, type, userData }) ?? {};
  return { boots, serves, console, ...(completes !== undefined && { completes }) };
}
