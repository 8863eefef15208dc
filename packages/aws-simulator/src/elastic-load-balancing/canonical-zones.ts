import { entryOf } from "../request/entry-of.ts";
import type { Account } from "../state.ts";

// AWS General Reference, "Elastic Load Balancing endpoints and quotas".
const zones: Readonly<Record<string, { readonly application: string; readonly network: string }>> = {
  "us-east-1": { application: "Z35SXDOTRQ7X7K", network: "Z26RNL4JYFTOTI" },
  "us-east-2": { application: "Z3AADJGX6KTTL2", network: "ZLMOA37VPKANP" },
  "us-west-1": { application: "Z368ELLRRE2KJ0", network: "Z24FKFUX50B4VW" },
  "us-west-2": { application: "Z1H1FL5HABSF5", network: "Z18D5FSROUN65G" },
  "eu-west-1": { application: "Z32O12XQLNTSW2", network: "Z2IFOLAFXWLO4F" },
  "eu-central-1": { application: "Z215JYRZR1TBD5", network: "Z3F0SRJ5LGBH90" },
  "ap-northeast-1": { application: "Z14GRHDCWA56QT", network: "Z31USIVHYNEOWT" },
  "ap-southeast-1": { application: "Z1LMS91P8CMLE5", network: "ZKVM4W9LS7TM" },
  "ap-southeast-2": { application: "Z1GM3OXH4ZPM65", network: "ZCT6FZBF4DROD" },
};

/**
 * The hosted zone that alias records to a load balancer name; for a region not listed here, one drawn from
 * the seed.
 */
export function canonicalZoneId(account: Account, type: "application" | "network"): string {
  return (
    entryOf(zones, account.region)?.[type] ??
    `Z${account.random.fork(`canonical-zone/${type}`).text(13, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")}`
  );
}
