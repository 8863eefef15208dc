import type { MetadataBearer, Pluggable } from "@smithy/types";
import { awsClock } from "../../packages/aws-provisioner/src/aws/sending/aws-clock.ts";
import { AwsError, type LoggedCall, type SimulatedAccount } from "../../packages/aws-simulator/src/index.ts";
import type { Computer } from "./computer.ts";

export interface WireInput {
  readonly account: SimulatedAccount;
  readonly computer: Computer;
  /** Seconds until a request is signed, mostly none. */
  readonly signing: () => number;
  /** Whether nothing can be reached at this moment. */
  readonly isAway: () => boolean;
  /** Throws what AWS answers to keys that have expired. */
  readonly checkKeys: (service: string) => void;
  /** Is told of each request that leaves. */
  readonly onSent: (call: LoggedCall) => void;
  /** Is told of a signature that AWS refused for its time. */
  readonly onSkew: () => void;
}

type Handler = (request: unknown) => Promise<{ response: unknown; output: unknown }>;
type Middleware = (next: Handler, context: { readonly clientName?: string; readonly commandName?: string }) => Handler;

interface Stack {
  add(middleware: Middleware, options: { readonly name?: string }): void;
  addRelativeTo(middleware: Middleware, options: object): void;
  applyToStack?(stack: Stack): void;
}

/** What Drydock has put between the signature and the socket; the rest of the SDK's stack is left out. */
const own = ["drydockAwsClock", "drydockLease"] as const;

/**
 * The way of one process to a simulated account, through what Drydock has between a signature and the socket:
 * the last look at the lease, and the clock that is learnt from AWS's answers. AWS refuses what is signed by
 * a time that is off, and by keys that have expired; and where the computer stands still nothing is sent, and
 * nothing heard.
 */
export function wire(input: WireInput): Pluggable<object, MetadataBearer> {
  const { account, computer, onSent, onSkew } = input;
  const answering = middlewareOf(account.plugin);
  // Hears what Drydock's own hears, and says by what time it has signed.
  const time = awsClock(() => computer.clock.now());
  const hearing = middlewareOf(time.plugin);
  const plug = (stack: Stack): void => {
    let between: readonly Middleware[] | undefined;
    const middleware: Middleware = (_, context) => async (request) => {
      const service = String(context.clientName).replace(/Client$/, "");
      await computer.awake();
      const signedAt = computer.clock.now() + time.offset();
      const seconds = input.signing();
      if (seconds > 0) await computer.clock.sleep(seconds * 1000);
      const send: Handler = async (asked) => {
        if (input.isAway()) throw await unreached(computer);
        const answered = account.calls.length;
        try {
          check(signedAt, service);
          input.checkKeys(service);
          const answer = answering(send, context)(asked);
          const call = account.calls[answered];
          if (call !== undefined) onSent(call);
          return { ...(await answer), response: { headers: headers() } };
        } catch (error) {
          if (error instanceof AwsError) Object.assign(error, { $response: { headers: headers() } });
          throw error;
        }
      };
      between ??= betweenIn(stack);
      try {
        return await [hearing, ...between].reduceRight((next, one) => one(next, context), send)(request);
      } finally {
        await computer.awake();
      }
    };
    stack.add(middleware, { step: "initialize", priority: "high", name: "wire" } as object);
  };
  return { applyToStack: (stack) => plug(stack as unknown as Stack) };

  function headers() {
    return { date: new Date(account.clock.now()).toUTCString(), "x-amzn-requestid": "simulated" };
  }

  /** S3 bears a quarter of an hour, the others five minutes (`RequestTimeTooSkewed`; IAM User Guide, signing). */
  function check(signedAt: number, service: string): void {
    const off = Math.abs(signedAt - account.clock.now()) / 1000;
    if (off <= (service === "S3" ? 900 : 300)) return;
    onSkew();
    throw skewed(service, signedAt < account.clock.now());
  }
}

/**
 * What each service says to a signature whose time is off: EC2 knows one that is too old, and no one that is
 * of the future (EC2 API reference, "Error codes").
 */
function skewed(service: string, isOld: boolean): AwsError {
  const error =
    service === "S3"
      ? new AwsError(
          "RequestTimeTooSkewed",
          "The difference between the request time and the current time is too large.",
        )
      : service === "EC2"
        ? new AwsError(
            isOld ? "RequestExpired" : "AuthFailure",
            "AWS was not able to validate the provided access credentials",
          )
        : new AwsError(
            service === "SecretsManager" || service === "SSM" ? "InvalidSignatureException" : "SignatureDoesNotMatch",
            isOld ? "Signature expired: it is earlier than now" : "Signature not yet current: it is later than now",
          );
  return Object.assign(error, { $metadata: { httpStatusCode: 403, requestId: "simulated" } });
}

async function unreached({ clock }: Computer): Promise<Error> {
  await clock.sleep(1000);
  return Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
}

/** From the signature to the socket. */
function betweenIn(stack: Stack): readonly Middleware[] {
  const found = new Map<string | undefined, Middleware>();
  stack.applyToStack?.({ add: (middleware, { name }) => found.set(name, middleware), addRelativeTo: () => {} });
  // The ledger's own calls pass no lease.
  return own.flatMap((name) => found.get(name) ?? []);
}

function middlewareOf(plugin: { applyToStack(stack: never): void }): Middleware {
  const added: Middleware[] = [];
  plugin.applyToStack({ add: (middleware: Middleware) => added.push(middleware) } as never);
  const [middleware] = added;
  if (middleware === undefined) throw new Error("a plugin that adds nothing");
  return middleware;
}
