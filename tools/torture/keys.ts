import { AwsError } from "../../packages/aws-simulator/src/index.ts";

/** How long credentials are good for. All times are the world's seconds. */
export interface KeysLife {
  /** For how long each is good. */
  readonly good: number;
  /** For how long, from when one has expired, its source has no other. */
  readonly gap: number;
}

interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface Keys {
  /** Asks the source, as the SDK does. */
  readonly provider: () => Promise<Key>;
  /** Throws what AWS answers to a call that is signed by keys that have expired. */
  check(service: string): void;
}

/** Credentials of one process, whose source is shared by those of one computer: it gives what is good now. */
export function keys({ good, gap }: KeysLife, second: () => number, onExpired: () => void): Keys {
  const turn = () => Math.floor(second() / (good + gap));
  let [held, asked] = [turn(), 0];
  return {
    async provider() {
      // The first answer is kept by the SDK for as long as nobody asks for another.
      if (asked++ > 0) held = turn();
      return { accessKeyId: `AKIA${held}`, secretAccessKey: "simulated", sessionToken: `session-${held}` };
    },
    check(service) {
      if (second() < held * (good + gap) + good) return;
      onExpired();
      throw new AwsError(expired(service), "The security token included in the request is expired", { status: 403 });
    },
  };
}

/** What each service calls it. */
function expired(service: string): string {
  if (service === "EC2") return "RequestExpired";
  return service === "SecretsManager" || service === "SSM" ? "ExpiredTokenException" : "ExpiredToken";
}
