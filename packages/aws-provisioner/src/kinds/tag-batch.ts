import type { DescribeTagsCommandOutput, Tag, TagDescription } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Look } from "../aws/cloud.ts";
import { inParts } from "../aws/in-parts.ts";
import { unlessGone } from "./unless-gone.ts";

/** How many resources one `DescribeTags` takes (ELBv2 API reference). */
const most = 20;

/** Tags for several listings of one look, asked for in one call. */
export interface TagBatch {
  /** Announces a listing whose tags will be asked for once it is there. */
  with<Listing>(listing: Promise<Listing>): Promise<Listing>;
  /** Tags by ARN; the request goes out when every announced listing has asked, 20 resources a call. */
  tags(arns: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>>;
}

interface Asker {
  readonly arns: readonly string[];
  readonly resolve: (tags: ReadonlyMap<string, readonly Tag[]>) => void;
  readonly reject: (error: unknown) => void;
}

export function tagBatch(
  describe: (look: Look, arns: readonly string[]) => Promise<DescribeTagsCommandOutput>,
  look: Look,
): TagBatch {
  let announced = 0;
  let asking: Asker[] = [];

  const flush = async () => {
    const askers = asking;
    asking = [];
    try {
      const arns = askers.flatMap((asker) => asker.arns);
      const answers = await Promise.all(inParts(arns, most).map((part) => describePart(part)));
      const described = answers.flat();
      const tags = new Map(described.map(({ ResourceArn = "", Tags = [] }) => [ResourceArn, Tags]));
      for (const { resolve } of askers) resolve(tags);
    } catch (error) {
      for (const { reject } of askers) reject(error);
    }
  };
  const settle = () => {
    announced--;
    if (announced === 0 && asking.length > 0) void flush();
  };
  /**
   * One resource that has gone since it was listed fails the whole request: then each is asked about alone.
   */
  const describePart = async (part: readonly string[]): Promise<readonly TagDescription[]> => {
    const together = await unlessGone(describe(look, part));
    if (together !== undefined) return together.TagDescriptions ?? [];
    if (part.length === 1) return [];
    return (await Promise.all(part.map((arn) => describePart([arn])))).flat();
  };
  return {
    async with(listing) {
      announced++;
      try {
        return await listing;
      } catch (error) {
        settle();
        throw error;
      }
    },
    tags: (arns) =>
      new Promise((resolve, reject) => {
        asking.push({ arns, resolve, reject });
        settle();
      }),
  };
}
