import { createCluster, destroyCluster, planCluster, printPlan } from "@drydock/aws-provisioner";
import type { Blueprint, Network, Workers } from "@drydock/core";
import { beforeAll, describe, expect, it } from "vitest";
import { motoMissing, motoVersion } from "../tools/moto.ts";
import { type MotoAccount, motoAccount } from "../tools/moto-account.ts";
import { motoExceptions } from "../tools/moto-exceptions.ts";
import { type Onlookers, onlookers, standing } from "../packages/aws-provisioner/test/standing.ts";
import { skipReason } from "../tools/required.ts";
import { fleet } from "./fleet.ts";
import { minimal } from "./minimal.ts";

const region = "us-west-2";
const missing = skipReason("clusters on moto", motoMissing());

describe.skipIf(missing !== undefined)(
  `clusters on moto ${motoVersion}${missing === undefined ? "" : ` (skipped: ${missing})`}`,
  () => {
    let moto: MotoAccount;
    let clients: Onlookers;
    beforeAll(async () => {
      moto = await motoAccount("100000000002");
      clients = onlookers(region, moto);
    });

    const options = () => ({
      region,
      client: { credentials: moto.credentials, endpoint: moto.endpoint },
      plugins: [moto.plugin, motoExceptions],
      environment: { DOCKERCFG: '{"https://index.docker.io/v1/":{"auth":"ZGVtbzpkZW1v"}}' },
    });

    it.each<[string, Blueprint<{ network: Network; pools: Record<string, Workers> }>]>([
      ["minimal", minimal],
      ["fleet", fleet],
    ])(
      "%s: create, nothing left to do, drift seen and mended, destroy to what was there before",
      async (_name, blueprint) => {
        const before = await standing(clients);

        const cluster = await createCluster(blueprint, options());
        expect(cluster.network.vpcId).toMatch(/^vpc-/);
        const made = await standing(clients);
        expect(made.vpcs.length).toBe(before.vpcs.length + 1);
        for (const [name, pool] of Object.entries(blueprint.pools)) {
          expect(cluster.pools[name]?.instances).toHaveLength(pool.size.desired);
        }

        const second = await planCluster(blueprint, options());
        expect(printPlan(second)).toBe(
          `${blueprint.name}: no changes (${second.unchanged.length} resources are as they should be)`,
        );

        const { ec2 } = clients;
        const { RouteTables = [] } = await ec2.describeRouteTables({
          Filters: [{ Name: "tag:drydock:address", Values: ["route-table/public"] }],
        });
        await ec2.deleteRoute({ RouteTableId: RouteTables[0]!.RouteTableId!, DestinationCidrBlock: "0.0.0.0/0" });
        const drifted = await planCluster(blueprint, options());
        expect(drifted.steps.map(({ id }) => id)).toEqual(["update route-table/public"]);
        await createCluster(blueprint, options());
        expect((await planCluster(blueprint, options())).steps).toEqual([]);

        const certificate = await destroyCluster(blueprint.name, {
          ...options(),
          including: ["volume/*", "authority/*"],
        });
        expect(certificate.left).toEqual([]);
        expect(await standing(clients)).toEqual(before);
      },
    );
  },
);
