import { describe, expectTypeOf, it } from "vitest";
import { blueprint, etcd, network, secret, workers, type Blueprint, type Etcd, type Workers } from "./index.ts";

const fleet = blueprint("fleet", {
  network: network({ cidr: "10.10.0.0/16", zones: 3, nat: "per-zone" }),
  etcd: etcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"], tls: "mutual" }),
  pools: {
    internal: workers({ subnets: "private", size: { min: 0, desired: 2, max: 25 } }),
    public: workers({ subnets: "public", size: { min: 0, desired: 3, max: 95 }, expose: [{ port: 80 }] }),
  },
  secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
});

describe("a blueprint", () => {
  it("knows its pools by name, and its etcd by literal addresses", () => {
    expectTypeOf(fleet.pools.public).toEqualTypeOf<Workers>();
    expectTypeOf<keyof typeof fleet.pools>().toEqualTypeOf<"internal" | "public">();
    expectTypeOf(fleet.etcd).toEqualTypeOf<Etcd<readonly ["10.10.3.100", "10.10.4.100", "10.10.5.100"]>>();
    expectTypeOf(fleet).toExtend<Blueprint>();
  });

  it("without etcd has none", () => {
    const net = blueprint("net", { network: network({ cidr: "10.0.0.0/16" }) });
    expectTypeOf<keyof typeof net>().toEqualTypeOf<"name" | "network">();
    expectTypeOf(net).toExtend<Blueprint>();
  });

  it("takes no part that it does not know", () => {
    // @ts-expect-error a misspelt part
    blueprint("net", { network: network({ cidr: "10.0.0.0/16" }), pool: {} });
    // @ts-expect-error the network is missing
    blueprint("net", {});
  });

  it("takes an odd number of addresses, and any list whose length is known only later", () => {
    // @ts-expect-error two members
    etcd({ addresses: ["10.10.3.100", "10.10.4.100"] });
    const read: string[] = [];
    expectTypeOf(etcd({ addresses: read })).toExtend<Etcd>();
  });

  it("takes no unknown option", () => {
    // @ts-expect-error misspelt
    workers({ subnet: "private", size: { min: 0, desired: 1, max: 1 } });
    // @ts-expect-error a channel of zones
    network({ cidr: "10.0.0.0/16", nat: "always" });
    // @ts-expect-error a word that the catalogue does not have
    workers({ subnets: "private", size: { min: 0, desired: 1, max: 1 }, allow: [{ ports: "sshh", from: "network" }] });
  });
});
