import type { MetadataBearer, Pluggable } from "@smithy/types";

/** How far AWS's clock is ahead of ours, in milliseconds, by its own answers. */
export interface AwsClock {
  readonly offset: () => number;
  /** Middleware that reads the time of each answer of AWS's. */
  readonly plugin: Pluggable<object, MetadataBearer>;
  /** Has a client sign by that offset, and by nothing else. */
  readonly govern: (client: { readonly config: object }) => void;
}

/** Milliseconds of difference that a signature bears, and that a slow answer may pretend. */
const borne = 60_000;

interface HttpAnswer {
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The clock by which requests are signed. The SDK takes it from any answer with a Date header, and a proxy's
 * page has one too: the next signature is refused, and any refusal counts as passing. Here only what names a
 * request of AWS's is believed, and only where it differs by more than signatures bear.
 *
 * @param onSkew Is told the seconds, once, when the computer's clock is found to be off.
 */
export function awsClock(now: () => number, onSkew?: (seconds: number) => void): AwsClock {
  let offset = 0;
  let isTold = false;
  const read = ({ headers = {} }: HttpAnswer, sentAt: number): void => {
    const named = Object.keys(headers).some((name) => /^x-amzn?-request-?id$/i.test(name));
    const date = Date.parse(headers["date"] ?? "");
    if (!named || Number.isNaN(date)) return;
    // Its Date is of some moment between the request and the answer.
    const [ahead, behind] = [date - now(), sentAt - (date + 1000)];
    const off = Math.abs(ahead) > borne && (ahead > 0 || behind > borne) ? ahead : 0;
    offset = off;
    if (off === 0 || isTold) return;
    isTold = true;
    onSkew?.(Math.round(off / 1000));
  };
  return {
    offset: () => offset,
    govern: ({ config }) =>
      void Object.defineProperty(config, "systemClockOffset", { get: () => offset, set: () => {}, enumerable: true }),
    plugin: {
      applyToStack: (stack) =>
        stack.add(
          (next) => async (request) => {
            const sentAt = now();
            try {
              const result = await next(request);
              read(result.response as HttpAnswer, sentAt);
              return result;
            } catch (error) {
              const { $response } = Object(error) as { $response?: HttpAnswer };
              if ($response !== undefined) read($response, sentAt);
              throw error;
            }
          },
          // Around the deserializer, whose errors hold the answer.
          { step: "deserialize", priority: "high", name: "drydockAwsClock", override: true },
        ),
    },
  };
}
