import type { S3 } from "@aws-sdk/client-s3";
import { ProvisionError, reasonOf } from "../../engine/error.ts";
import type { LedgerStore, Stored, StoreSite } from "../../engine/ledger-store.ts";
import { isUnanswered, UnansweredError } from "../../engine/unanswered.ts";
import { httpStatus } from "../http-status.ts";
import { isLedgerBucketWhole, type LedgerBucket, makeLedgerBucket } from "./ledger-bucket.ts";

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
 * @throws {ProvisionError} `call-failed` where S3 refuses.
 */
export function s3Store(
  { client, now, elapsed, sleep, nonce, patience, signal: abortSignal }: StoreSite<S3>,
  bucketOf: () => Promise<LedgerBucket>,
): LedgerStore {
  let bucket: Promise<LedgerBucket> | undefined;
  const at = async (key: string) => {
    const { name, account } = await (bucket ??= bucketOf());
    return { Bucket: name, Key: key, ExpectedBucketOwner: account };
  };
  const asked = async (place: Awaited<ReturnType<typeof at>>) => {
    try {
      return await client.getObject(place, { abortSignal });
    } catch (error) {
      const { isGiven } = await (bucket ??= bucketOf());
      if (isAbsent(error) && !(isGiven && nameOf(error) === "NoSuchBucket")) return undefined;
      throw told(error, "read", place);
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
      if (elapsed() - began > patience * 1000)
        throw told(new UnansweredError(new Error("no whole text")), "read", place);
      await sleep(pause);
    }
  };
  return {
    get: read,
    async put(key, text, version) {
      const place = await at(key);
      const { kmsKey } = await (bucket ??= bucketOf());
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
      let mayHaveLanded = false;
      let madeAt: number | undefined;
      // The first record of a cluster may be the first in a bucket that was left half made.
      if (version === undefined && key.startsWith("records/")) await mended(client, await (bucket ??= bucketOf()));
      for (let pause: number = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
        try {
          const { ETag } = await client.putObject(input, { abortSignal });
          if (ETag !== undefined) return ETag;
          mayHaveLanded = true;
        } catch (error) {
          if (isCrossed(error)) {
            if (!mayHaveLanded) return undefined;
            const stored = await read(key);
            return stored?.nonce === own ? stored.version : undefined;
          }
          // It may not be there at once when it has been made.
          const { isGiven } = await (bucket ??= bucketOf());
          if (nameOf(error) === "NoSuchBucket" && !isGiven && elapsed() - (madeAt ?? elapsed()) <= pauses.bucket) {
            if (madeAt === undefined && (await made(client, await (bucket ??= bucketOf())))) {
              madeAt = elapsed();
              continue;
            }
          } else if (isUnanswered(error)) mayHaveLanded = true;
          else if (!isPassing(error)) throw told(error, "write", place);
          if (elapsed() - began > patience * 1000) throw told(error, "write", place);
        }
        await sleep(pause);
      }
    },
  };
}

/** How often it is tried to mend a bucket: the record is written all the same. */
const mostMends = 5;

/** Gives a bucket of our own that is there the settings that it lacks. */
async function mended(client: S3, bucket: LedgerBucket): Promise<void> {
  if (bucket.isGiven) return;
  for (let tries = 0; tries < mostMends; tries += 1) {
    try {
      return (await isLedgerBucketWhole(client, bucket)) ? undefined : await makeLedgerBucket(client, bucket);
    } catch (error) {
      // One that is not there yet is made where the write finds that out.
      if (nameOf(error) === "NoSuchBucket") return undefined;
      if (!isUnanswered(error) && !isPassing(error)) throw told(error, "make", { Bucket: bucket.name, Key: "" });
    }
  }
}

/** Whether the bucket has been made: it may take another try. */
async function made(client: S3, bucket: LedgerBucket): Promise<boolean> {
  try {
    await makeLedgerBucket(client, bucket);
    return true;
  } catch (error) {
    if (isUnanswered(error) || isPassing(error) || nameOf(error) === "NoSuchBucket") return false;
    throw told(error, "make", { Bucket: bucket.name, Key: "" });
  }
}

/** No such object, or no such bucket yet. A delete marker reads like an object that never was. */
function isAbsent(error: unknown): boolean {
  return ["NoSuchKey", "NoSuchBucket", "NotFound"].includes(nameOf(error));
}

/** What stands there is of another version, or nothing stands there any more. */
function isCrossed(error: unknown): boolean {
  return statusOf(error) === 412 || nameOf(error) === "NoSuchKey";
}

/** A conflict of two writes under way, which decides neither, or a service that asks for patience. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error) ?? 0;
  return status === 409 || status === 429 || status >= 500;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error ? httpStatus(error) : undefined;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

const doing = { read: "read", write: "write", make: "make the bucket of" } as const;

function told(error: unknown, verb: keyof typeof doing, { Bucket, Key }: { Bucket: string; Key: string }): unknown {
  if (isUnanswered(error)) return error;
  const where = `s3://${Bucket}${Key === "" ? "" : `/${Key}`}`;
  return new ProvisionError("call-failed", `cannot ${doing[verb]} the ledger, ${where}: ${reasonOf(error)}`, {
    cause: error,
    hint:
      "Nothing else was sent. requiredPermissions says which rights a ledger takes; another place for it is given " +
      'by ledger: s3Ledger({ bucket }) or ledger: fileLedger("folder").',
  });
}
