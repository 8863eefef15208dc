import { members, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { noise } from "../../test/noise.ts";
import { etcd, machines } from "../index.ts";

faultsOf([
  [
    "user data that does not fit",
    ofPool({
      files: [
        { path: "/etc/app/noise", text: noise(20_000) },
        { path: "/etc/app/more", text: noise(4000) },
      ],
    }),
    `error at fleet.pools.web: user data has 28547 bytes after compression, 12163 more than the 16384 that an instance takes: /etc/app/noise 20590, /etc/app/more 4228, /opt/drydock/aws.sh 1437, /opt/drydock/instance.sh 1427, drydock-instance.service 291, /etc/drydock/node.env 148, /etc/flatcar/update.conf 135 [user-data-size]
       Make the largest files smaller, fetch them at boot from a bucket, or put them into an image.`,
  ],
  [
    "machine whose account joins a group twice",
    ofPool(
      {},
      {
        pools: {
          db: machines({
            count: 1,
            subnets: "private",
            users: [{ name: "ada", groups: ["wheel", "wheel"] }],
          }),
        },
      },
    ),
    `error at fleet.pools.db: user data of db-1 cannot be written: the config is not fit for flatcar-4593:
     error at $.passwd.users.0.groups.1: duplicate entry defined [user-data]
       Correct what the message names among the role's units and files.`,
  ],
  [
    "user data of many entries",
    ofPool(
      {
        files: [
          { path: "/etc/app/noise", text: noise(20_000) },
          { path: "/etc/app/more", text: noise(4000) },
        ],
      },
      { etcd: etcd({ addresses: members }) },
    ),
    `error at fleet.pools.web: user data has 30379 bytes after compression, 13995 more than the 16384 that an instance takes: /etc/app/noise 20090, /etc/app/more 4125, /opt/drydock/aws.sh 1402, /opt/drydock/instance.sh 1393, /opt/drydock/secrets.sh 1373, drydock-secrets.service 314, drydock-instance.service 284, drydock-secrets-refresh.service 255, /etc/drydock/etcd.env 232, drydock-secrets-refresh.timer 205, /etc/drydock/node.env 145, /etc/drydock/secrets 139, others 131 [user-data-size]
       Make the largest files smaller, fetch them at boot from a bucket, or put them into an image.`,
  ],
]);
