import type { Etcd } from "./etcd.ts";
import type { Member } from "./formation.ts";
import { serviceHost } from "./records.ts";
import type { Service } from "./service.ts";

/** What a person asks a finished cluster for. */
export interface OutputsDesign {
  readonly etcd:
    | {
        readonly endpoints: readonly string[];
        readonly members: readonly { readonly name: string; readonly address: string }[];
      }
    | undefined;
  /** Exposed services by name, with the balancer that answers for each. */
  readonly services: Readonly<
    Record<
      string,
      { readonly balancer: string; readonly port: number; readonly protocol: string; readonly dns: string | undefined }
    >
  >;
}

/** The endpoints of etcd and of every service. */
export function outputsOf(
  etcd: Etcd | undefined,
  members: readonly Member[],
  services: readonly Service[],
  zone: string | undefined,
): OutputsDesign {
  const endpoints = members.map(({ clientUrl }) => clientUrl);
  return {
    etcd: etcd && { endpoints, members: members.map(({ name, address }) => ({ name, address })) },
    services: Object.fromEntries(
      services.map((service) => {
        const { name, balancer, exposure } = service;
        const { port, protocol } = exposure;
        return [name, { balancer, port, protocol, dns: serviceHost(service, zone) }];
      }),
    ),
  };
}
