import type { S3 } from "@aws-sdk/client-s3";
import type { LedgerStore, Stored, StoreSite } from "../../engine/ledger-store.ts";
import { isUnanswered, UnansweredError } from "../../engine/unanswered.ts";
import { classify } from "../error-table.ts";
import { httpStatus } from "../http-status.ts";
import { isLedgerBucketWhole, type LedgerBucket, makeLedgerBucket } from "./ledger-bucket.ts";
import { type LedgerDeed, refusedByS3 } from "./refused-by-s3.ts";

/** Metadata by which a write is known again when its answer was lost: equal bytes may be another run's. */
const nonceKey = "drydock-nonce";

/** Milliseconds between two tries, and for which a bucket that was just made may not be there yet. */
const pauses = { first: 250, longest: 4000, bucket: 60_000 } as const;

/** How far clocks may be apart before that is corrected, in seconds (`sending/aws-clock.ts`). */
const clockError = 60;

/**
 * Texts in a bucket, by S3's conditional writes (S3 API reference, PutObject: If-None-Match since August
 * 2024, If-Match since November 2024). A 412 may be about a write of our own whose answer got lost, and a 409
 * decides nothing: which it is, a nonce tells.
 *
 * @throws {ProvisionError} `ledger-failed` where S3 refuses, with what to do; what got no answer as it is.
 */
export function s3Store(
  { client, now, elapsed, sleep, nonce, patience, signal: abortSignal }: StoreSite<S3>,
  bucketOf: () => Promise<LedgerBucket>,
): LedgerStore {
  let bucket: Promise<LedgerBucket> | undefined;
  let hasBegun = false;
  const here = () => (bucket ??= bucketOf());
  const at = async (key: string) => {
    const { name, account } = await here();
    return { Bucket: name, Key: key, ExpectedBucketOwner: account };
  };
  const told = async (error: unknown, verb: LedgerDeed["verb"], key = "") =>
    refusedByS3(error, { verb, bucket: await here(), key, hasBegun });
  const asked = async (place: Awaited<ReturnType<typeof at>>) => {
    try {
      return await client.getObject(place, { abortSignal });
    } catch (error) {
      const { isGiven } = await here();
      if (isAbsent(error) && !(isGiven && nameOf(error) === "NoSuchBucket")) return undefined;
      throw await told(error, "read", place.Key);
    }
  };
  const read = async (key: string): Promise<(Stored & { readonly nonce: string | undefined }) | undefined> => {
    const place = await at(key);
    const began = elapsed();
    for (let pause: number = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
      const answer = await asked(place);
      if (answer === undefined) return undefined;
      const { ETag, LastModified, Metadata, Body } = answer;
      // The body comes after the answer, and may break off by itself.
      const text = await Body?.transformToString().catch(() => undefined);
      if (ETag !== undefined && text !== undefined) {
        const ageSeconds = LastModified && Math.max(0, (now() - LastModified.getTime()) / 1000 - clockError);
        return { text, version: ETag, ageSeconds, nonce: Metadata?.[nonceKey] };
      }
      if (elapsed() - began > patience * 1000) throw new UnansweredError(new Error("no whole text"));
      await sleep(pause);
    }
  };
  return {
    get: read,
    async put(key, text, version) {
      const place = await at(key);
      const { kmsKey, isGiven } = await here();
      const own = nonce();
      const input = {
        ...place,
        Body: text,
        ContentType: "application/json",
        Metadata: { [nonceKey]: own },
        ...(kmsKey !== undefined && {
          ServerSideEncryption: "aws:kms" as const,
          SSEKMSKeyId: kmsKey,
          BucketKeyEnabled: true,
        }),
        ...(version === undefined ? { IfNoneMatch: "*" } : { IfMatch: version }),
      };
      const began = elapsed();
      const isOver = () => elapsed() - began > patience * 1000;
      let mayHaveLanded = false;
      let madeAt: number | undefined;
      // The first record of a cluster may be the first in a bucket that was left half made.
      if (version === undefined && isRecord(key)) {
        const trouble = await mended(client, await here());
        if (trouble !== undefined) throw await told(trouble, "make");
      }
      for (let pause: number = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
        try {
          const { ETag } = await client.putObject(input, { abortSignal });
          if (ETag !== undefined) {
            hasBegun ||= isRecord(key);
            return ETag;
          }
          mayHaveLanded = true;
        } catch (error) {
          if (isCrossed(error)) {
            const stored = mayHaveLanded ? await read(key) : undefined;
            if (stored === undefined || stored.nonce !== own) return undefined;
            hasBegun ||= isRecord(key);
            return stored.version;
          }
          const isMissing = nameOf(error) === "NoSuchBucket" && !isGiven;
          // It may not be there at once when it has been made, whatever the patience is with silence.
          const isAppearing = isMissing && madeAt !== undefined && elapsed() - madeAt <= pauses.bucket;
          if (isMissing && madeAt === undefined) {
            const trouble = await made(client, await here());
            if (trouble === undefined) {
              madeAt = elapsed();
              continue;
            }
            // That it is not there is only the beginning of it.
            if (!isUnsettled(trouble) || isOver()) throw await told(trouble, "make");
          } else if (!isAppearing) {
            if (!isUnanswered(error) && !isPassing(error)) throw await told(error, "write", key);
            // Who says that it failed within S3 does not say that it had no effect.
            mayHaveLanded = true;
            if (isOver()) throw await told(error, "write", key);
          }
        }
        await sleep(pause);
      }
    },
  };
}

/** How often it is tried to mend a bucket: the record is written all the same. */
const mostMends = 5;

/** Gives a bucket of our own the settings that it lacks; what kept it from that, if anything. */
async function mended(client: S3, bucket: LedgerBucket): Promise<unknown> {
  if (bucket.isGiven) return undefined;
  for (let tries = 0; tries < mostMends; tries += 1) {
    try {
      if (!(await isLedgerBucketWhole(client, bucket))) await makeLedgerBucket(client, bucket);
      return undefined;
    } catch (error) {
      // One that is not there yet is made where the write finds that out.
      if (nameOf(error) === "NoSuchBucket") return undefined;
      if (!isUnsettled(error)) return error;
    }
  }
  return undefined;
}

/** Makes the bucket; what kept it from being whole, if anything: it may take another try. */
async function made(client: S3, bucket: LedgerBucket): Promise<unknown> {
  try {
    await makeLedgerBucket(client, bucket);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Whether the making of a bucket may come to its end by another try. */
function isUnsettled(error: unknown): boolean {
  return isUnanswered(error) || isPassing(error) || nameOf(error) === "NoSuchBucket";
}

function isRecord(key: string): boolean {
  return key.startsWith("records/");
}

/** No such object, or no such bucket yet. A delete marker reads like an object that never was. */
function isAbsent(error: unknown): boolean {
  return ["NoSuchKey", "NoSuchBucket", "NotFound"].includes(nameOf(error));
}

/** What stands there is of another version, or nothing stands there any more. */
function isCrossed(error: unknown): boolean {
  return statusOf(error) === 412 || nameOf(error) === "NoSuchKey";
}

/**
 * A conflict of two writes under way, which decides neither, a request that came too slowly (S3 API
 * reference, "Error responses": RequestTimeout, 400), or a service that asks for patience.
 */
function isPassing(error: unknown): boolean {
  const status = statusOf(error) ?? 0;
  return status === 409 || status >= 500 || classify(error) === "throttled";
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error ? httpStatus(error) : undefined;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
