import type { DescribeTagsCommandOutput } from "@aws-sdk/client-elastic-load-balancing-v2";
import { describe, expect, it } from "vitest";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { tagBatch } from "./tag-batch.ts";

const look = (await simulatedTrial("tags")).trial.provider.look(new AbortController().signal);

/** A service that knows every resource but those in `gone`, and writes down what it was asked. */
function service(gone: readonly string[] = []) {
  const asked: (readonly string[])[] = [];
  const describeTags = async (_look: unknown, arns: readonly string[]): Promise<DescribeTagsCommandOutput> => {
    asked.push(arns);
    if (arns.some((arn) => gone.includes(arn)))
      throw Object.assign(new Error("gone"), { name: "LoadBalancerNotFoundException" });
    return {
      $metadata: {},
      TagDescriptions: arns.map((arn) => ({ ResourceArn: arn, Tags: [{ Key: "arn", Value: arn }] })),
    };
  };
  return { asked, batch: tagBatch(describeTags, look) };
}

function listing(arns: readonly string[]) {
  return Promise.resolve(arns);
}

describe("tagBatch", () => {
  it("asks once for two listings", async () => {
    const { asked, batch } = service();
    const ask = async (arns: readonly string[]) => [...(await batch.tags(await batch.with(listing(arns)))).keys()];
    expect(await Promise.all([ask(["a"]), ask(["b", "c"])])).toEqual([
      ["a", "b", "c"],
      ["a", "b", "c"],
    ]);
    expect(asked).toEqual([["a", "b", "c"]]);
  });

  it("asks for twenty at a time", async () => {
    const { asked, batch } = service();
    const arns = Array.from({ length: 41 }, (_, index) => `arn-${index}`);
    expect((await batch.tags(await batch.with(listing(arns)))).size).toBe(41);
    expect(asked.map(({ length }) => length)).toEqual([20, 20, 1]);
  });

  it("does without what has gone since it was listed", async () => {
    const { asked, batch } = service(["b"]);
    expect([...(await batch.tags(await batch.with(listing(["a", "b", "c"])))).keys()]).toEqual(["a", "c"]);
    expect(asked).toEqual([["a", "b", "c"], ["a"], ["b"], ["c"]]);
  });

  it("does not wait for a listing that failed", async () => {
    const { batch } = service();
    const failing = batch.with(Promise.reject(new Error("refused")));
    const other = batch.with(listing(["a"])).then((arns) => batch.tags(arns));
    await expect(failing).rejects.toThrow("refused");
    expect((await other).size).toBe(1);
  });
});
