import type { S3 } from "@aws-sdk/client-s3";
import { type FaultEffect, simulateAccount } from "@drydock/aws-simulator";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerStore } from "../../engine/ledger-store.ts";
import { UnansweredError } from "../../engine/unanswered.ts";
import { connect } from "../clients.ts";
import { ledgerBucket } from "./ledger-bucket.ts";
import { s3Store } from "./s3-store.ts";

const account = "123456789012";
const region = "us-west-2";

interface Written {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
  readonly Metadata: Readonly<Record<string, string>>;
}

/** S3's refusals, as the SDK throws them. */
function refusal(name: string, httpStatusCode: number, message = name): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

const lost = () => new UnansweredError(new Error("reset"));
const taken = () => refusal("PreconditionFailed", 412);

/** A store whose writes come to these, one after the other, and whose reads to that. */
function answering(
  puts: readonly (Error | string)[],
  read: (written: readonly Written[]) => object = () => ({}),
  given: { readonly bucket?: string } = {},
) {
  const written: Written[] = [];
  const made: string[] = [];
  let pauses = 0;
  const client = {
    config: {},
    middlewareStack: { add: () => {} },
    async putObject(input: Written) {
      const answer = puts[written.push(input) - 1]!;
      if (answer instanceof Error) throw answer;
      return { ETag: answer };
    },
    getObject: async () => ({ ETag: '"there"', Body: { transformToString: async () => "text" }, ...read(written) }),
    getBucketLifecycleConfiguration: async () => ({ Rules: [{}] }),
    createBucket: async () => void made.push("bucket"),
    ...Object.fromEntries(
      ["BucketVersioning", "PublicAccessBlock", "BucketEncryption", "BucketPolicy", "BucketLifecycleConfiguration"].map(
        (name) => [`put${name}`, async () => void made.push(name)],
      ),
    ),
  };
  const store = s3Store(
    {
      client: client as unknown as S3,
      region,
      account: async () => account,
      now: () => pauses * 1000,
      elapsed: () => pauses * 1000,
      sleep: async () => void pauses++,
      patience: 30,
      signal: new AbortController().signal,
      nonce: () => "own",
    },
    async () => ledgerBucket(account, region, given),
  );
  return { store, written, made };
}

const nonce = (of: string) => () => ({ Metadata: { "drydock-nonce": of } });

describe("a conditional write", () => {
  it.each<[string, readonly (Error | string)[], string, string | undefined, number]>([
    ["that S3 takes is written", ['"1"'], "another", '"1"', 1],
    ["that finds something else is not written", [taken()], "another", undefined, 1],
    ["that finds nothing any more is not written", [refusal("NoSuchKey", 404)], "another", undefined, 1],
    ["whose answer is lost is sent again", [lost(), '"1"'], "another", '"1"', 2],
    ["that crosses its own lost one is written", [lost(), taken()], "own", '"there"', 2],
    ["that lost its answer and its race is not written", [lost(), taken()], "another", undefined, 2],
    [
      "that another one conflicts with is sent again: nothing was decided",
      [refusal("ConditionalRequestConflict", 409), '"1"'],
      "another",
      '"1"',
      2,
    ],
    [
      "that conflicts, and then finds something else, is not written",
      [refusal("ConditionalRequestConflict", 409), taken()],
      "another",
      undefined,
      2,
    ],
    ["that is to come slower is sent again", [refusal("SlowDown", 503), '"1"'], "another", '"1"', 2],
    ["that came too slowly is sent again", [refusal("RequestTimeout", 400), '"1"'], "another", '"1"', 2],
    ["that had its effect all the same is written", [refusal("InternalError", 500), taken()], "own", '"there"', 2],
  ])("%s", async (_, puts, whose, version, sent) => {
    const { store, written } = answering(puts, nonce(whose));
    expect(await store.put("records/a.json", "text", '"0"')).toBe(version);
    expect(written).toHaveLength(sent);
    expect(new Set(written.map(({ Metadata, IfMatch }) => `${Metadata["drydock-nonce"]} ${IfMatch}`)).size).toBe(1);
  });

  it("of something new is one under the condition that there is none", async () => {
    const { store, written } = answering(['"1"']);
    await store.put("records/a.json", "text", undefined);
    expect(written).toMatchObject([
      {
        Bucket: "drydock-ledger-123456789012-us-west-2-an",
        Key: "records/a.json",
        ExpectedBucketOwner: account,
        IfNoneMatch: "*",
      },
    ]);
  });

  it("into a bucket that is not there makes it, whole, and goes on", async () => {
    const { store, made } = answering([refusal("NoSuchBucket", 404), refusal("NoSuchBucket", 404), '"1"']);
    expect(await store.put("records/a.json", "text", undefined)).toBe('"1"');
    expect(made).toEqual([
      "bucket",
      "BucketVersioning",
      "PublicAccessBlock",
      "BucketEncryption",
      "BucketPolicy",
      "BucketLifecycleConfiguration",
    ]);
  });

  it("into a bucket of one's own that is not there makes none", async () => {
    const missing = refusal("NoSuchBucket", 404);
    const { store, made } = answering([missing], () => Promise.reject(missing) as never, { bucket: "ours" });
    await expect(store.put("records/a.json", "text", undefined)).rejects.toThrow("cannot write the ledger, s3://ours/");
    expect(made).toEqual([]);
  });

  it("to which nobody answers is given up when patience is at an end", async () => {
    const { store } = answering(Array.from({ length: 100 }, lost));
    await expect(store.put("records/a.json", "text", undefined)).rejects.toThrow("no answer");
  });

  it("that S3 refuses says where, and what to do", async () => {
    const no = refusal("AccessDenied", 403, "no identity-based policy allows the s3:PutObject action");
    await expect(answering([no]).store.put("records/a.json", "text", undefined)).rejects
      .toThrowErrorMatchingInlineSnapshot(`
      [ProvisionError: cannot write the ledger, s3://drydock-ledger-123456789012-us-west-2-an/records/a.json: AccessDenied: no identity-based policy allows the s3:PutObject action
      Nothing was changed. The credentials need s3:PutObject on arn:aws:s3:::drydock-ledger-123456789012-us-west-2-an/*. requiredPermissions(plan, { ledger }) lists all. Another place for it is given by ledger: s3Ledger({ bucket }) or ledger: fileLedger("folder").]
    `);
  });
});

describe("a read", () => {
  it.each([
    ["NoSuchKey", 404],
    ["NoSuchBucket", 404],
  ])("of what is not there gives nothing: %s", async (name, status) => {
    const { store } = answering([], () => {
      throw refusal(name, status);
    });
    expect(await store.get("records/a.json")).toBeUndefined();
  });

  it("of a bucket of one's own that is not there says so", async () => {
    const gone = () => {
      throw refusal("NoSuchBucket", 404);
    };
    const { store } = answering([], gone, { bucket: "ours" });
    await expect(store.get("records/a.json")).rejects.toThrow(
      "cannot read the ledger, s3://ours/records/a.json: NoSuchBucket",
    );
  });

  it("whose text breaks off is made again", async () => {
    let reads = 0;
    const broken = { transformToString: () => Promise.reject(new Error("aborted")) };
    const { store } = answering([], () => (reads++ === 0 ? { Body: broken } : {}));
    expect(await store.get("records/a.json")).toMatchObject({ text: "text", version: '"there"' });
  });

  it("tells the least age of what it found, by S3's own time and for clocks that differ by a minute", async () => {
    const { store } = answering([], () => ({ LastModified: new Date(-100_000) }));
    expect(await store.get("records/a.json")).toMatchObject({ ageSeconds: 40 });
  });
});

it.each([
  ["us-west-2", {}, "drydock-ledger-123456789012-us-west-2-an", true],
  ["ap-southeast-7", {}, "drydock-ledger-123456789012-ap-southeast-7-an", true],
  ["me-south-1", {}, "drydock-ledger-123456789012-me-south-1", false],
  ["cn-north-1", {}, "drydock-ledger-123456789012-cn-north-1", false],
  ["us-gov-west-1", {}, "drydock-ledger-123456789012-us-gov-west-1", false],
  ["us-west-2", { bucket: "ours" }, "ours", false],
])("the bucket of %s with %j is %s", (of, given, name, isRegional) => {
  expect(ledgerBucket(account, of, given)).toMatchObject({ name, isRegional });
  expect(name.length).toBeLessThanOrEqual(63);
});

describe("on a simulated account", () => {
  const key = "records/list.json";

  /** Adds words to a list until so many are known to be written: which these are. */
  async function add(store: LedgerStore, writer: number, times: number): Promise<readonly string[]> {
    const added: string[] = [];
    for (let tries = 0; added.length < times; tries++) {
      const stored = await store.get(key);
      const word = `${writer}-${tries}`;
      const list = [...(JSON.parse(stored?.text ?? "[]") as string[]), word];
      if ((await store.put(key, JSON.stringify(list), stored?.version)) !== undefined) added.push(word);
    }
    return added;
  }

  it("no write of several writers is lost, and none has its effect twice, whatever happens to answers", async () => {
    const effects: readonly FaultEffect[] = [
      { kind: "lose-answer" },
      { kind: "lose-request" },
      { kind: "hang", heard: true },
      { kind: "hang" },
      { kind: "refuse", code: "ConditionalRequestConflict", message: "conflict", status: 409 },
      { kind: "refuse", code: "SlowDown", message: "slower", status: 503 },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.array(fc.option(fc.constantFrom(...effects), { nil: undefined, freq: 2 }), { minLength: 40, maxLength: 40 }),
        async (seed, drawn) => {
          let at = 0;
          const account_ = simulateAccount({
            seed,
            latency: "sampled",
            region,
            faults: [
              ({ service, operation }) => {
                if (service !== "S3") return undefined;
                const effect = drawn[at++ % drawn.length];
                // Only a write conflicts with another one.
                return effect?.kind === "refuse" && operation !== "PutObject" ? undefined : effect;
              },
            ],
          });
          const { clock } = account_;
          const stores = [1, 2, 3].map((writer) => {
            let writes = 0;
            const connected = connect(account_.connection);
            return s3Store(
              {
                client: connected.ledgerS3(),
                region,
                account: async () => account,
                now: () => connected.now(),
                elapsed: () => connected.waits.now(),
                sleep: (milliseconds) => clock.sleep(milliseconds),
                patience: 100_000,
                signal: new AbortController().signal,
                nonce: () => `${writer}-${++writes}`,
              },
              async () => ledgerBucket(account, region, {}),
            );
          });
          const added = await Promise.all(stores.map((store, writer) => add(store, writer, 4)));
          const list = JSON.parse((await stores[0]!.get(key))!.text) as string[];
          expect(new Set(list).size).toBe(list.length);
          for (const words of added) expect(list.filter((word) => words.includes(word))).toEqual(words);
        },
      ),
      { numRuns: 40 },
    );
  });
});
