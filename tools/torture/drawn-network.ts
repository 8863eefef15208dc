import fc from "fast-check";
import { network, type Network } from "../../packages/core/src/index.ts";

/** The tiers of a network, by which roles name their place. */
const tiers = fc.constantFrom(
  { public: {}, private: {} },
  { private: {}, public: {} },
  { public: {} },
  { public: { subnets: 2 }, private: { subnets: 4 } },
  { public: {}, private: { newBits: 9 }, data: {} },
  { data: { public: false }, public: {}, private: {} },
  { public: { cidrs: ["10.10.200.0/24", "10.10.201.0/24", "10.10.202.0/24"] }, private: {} },
  { private: {}, public: { cidrs: ["10.10.0.0/24", "10.10.1.0/24", "10.10.2.0/24"] } },
);

/** A network of its own: most often one that two zones of three would do with. */
export const drawnNetwork: fc.Arbitrary<Network> = fc
  .record(
    {
      cidr: fc.oneof(
        { weight: 9, arbitrary: fc.constant("10.10.0.0/16") },
        fc.constantFrom("10.12.0.0/16", "10.10.0.0/17"),
      ),
      zones: fc.constantFrom<number | string[]>(
        3,
        2,
        1,
        ["us-west-2a", "us-west-2c"],
        ["us-west-2b", "us-west-2a", "us-west-2c"],
      ),
      nat: fc.constantFrom("none", "single", "per-zone"),
      tiers,
      endpoints: fc.constantFrom([], ["s3"], ["s3", "ssm"], ["secretsmanager"]),
      dns: fc.constantFrom("harbour.internal", "harbour.internal", "port.internal"),
      newBits: fc.constantFrom(8, 7),
    },
    { requiredKeys: ["cidr", "zones", "nat", "tiers"] },
  )
  .map(network);
