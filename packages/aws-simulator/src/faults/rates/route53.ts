import { bucket, type Bucket, type Need } from "../bucket.ts";

const usual = bucket(50, 10);

const own: Readonly<Record<string, Bucket>> = {
  AssociateVPCWithHostedZone: bucket(20, 5),
  CreateHostedZone: bucket(40, 2),
  DeleteHostedZone: bucket(40, 5),
  DisassociateVPCFromHostedZone: bucket(10, 5),
};

/**
 * A request needs a token of its action's bucket and one of its account's (Amazon Route 53 developer guide,
 * "Throttling for Amazon Route 53 API requests"). That of changed records is left out: its size was not read.
 */
export function route53Needs(operation: string): Need[] {
  return [
    { key: `Route53.${operation}`, size: own[operation] ?? usual, tokens: 1 },
    { key: "Route53", size: usual, tokens: 1 },
  ];
}
