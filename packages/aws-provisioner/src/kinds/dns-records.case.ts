import type { KindCase } from "../../test/kind-case.ts";
import { DnsRecords } from "./dns-records.ts";

export const cases: readonly KindCase[] = [
  {
    kind: DnsRecords,
    name: "ground",
    unsaid: {
      "create GetChange": "whether a change is everywhere is asked where a run waits for that",
      "update GetChange": "the same",
    },
    begin: async (ground) => ({
      zoneId: await ground.zoneOf("ground"),
      zoneName: "ground.internal",
      records: [
        { name: "member-1.ground.internal", type: "A", ttl: 60, values: ["10.20.1.100"] },
        {
          name: "_etcd-server-ssl._tcp.ground.internal",
          type: "SRV",
          ttl: 60,
          values: ["0 0 2380 member-1.ground.internal"],
        },
      ],
    }),
    others: {
      records: {
        async add(ground, { props }) {
          const mail = { Name: "ground.internal", Type: "MX" as const, TTL: 300, SetIdentifier: "blue", Weight: 1 };
          const ResourceRecordSet = { ...mail, ResourceRecords: [{ Value: "10 mail.example.com" }] };
          await ground.trial.account.clients.route53.changeResourceRecordSets({
            HostedZoneId: String(props["zoneId"]),
            ChangeBatch: { Changes: [{ Action: "CREATE", ResourceRecordSet }] },
          });
          return "ground.internal MX blue";
        },
        drops: async () => ({
          records: [{ name: "member-1.ground.internal", type: "A", ttl: 30, values: ["10.20.1.100"] }],
        }),
      },
    },
    changes: async () => [
      {
        records: [
          { name: "member-1.ground.internal", type: "A", ttl: 30, values: ["10.20.1.100", "10.20.1.101"] },
          { name: "*.ground.internal", type: "CNAME", ttl: 60, values: ["member-1.ground.internal"] },
          { name: "text.ground.internal", type: "TXT", ttl: 60, values: ['"one two"'] },
        ],
      },
      {
        records: [{ name: "member-1.ground.internal", type: "CNAME", ttl: 30, values: ["elsewhere.ground.internal"] }],
      },
    ],
  },
];
