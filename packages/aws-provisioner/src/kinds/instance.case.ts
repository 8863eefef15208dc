import { base64 } from "../../test/ground.ts";
import type { KindCase } from "../../test/kind-case.ts";
import { sha256 } from "../../test/sha256.ts";
import { Instance } from "./instance.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Instance,
    unsaid: {
      "create DescribeInstanceStatus": "whether a machine works is asked where it replaces another",
      "create GetConsoleOutput": "why it does not is asked where a wait ends in vain",
      "create CreateTags": "AWS checks it where a create brings tags",
      "create PassRole": "AWS checks it where a call hands a role to machines",
      "find DescribeInstanceAttribute": "whether it is protected is asked before the first change of a plan",
      "update AssociateIamInstanceProfile": "a machine that came up without a profile",
      "update StartInstances": "a machine that somebody stopped",
      "update PassRole": "AWS checks it where a call hands a role to machines",
    },
    fixed: ["running"],
    begin: async (ground) => ({
      imageId: ground.trial.account.image.id,
      instanceType: "t3.small",
      subnetId: await ground.subnet(1),
      securityGroupIds: [await ground.group("ground")],
      address: "10.20.1.50",
      profileName: await ground.profile("ground"),
      userData: base64("{}"),
      userDataHash: sha256(base64("{}")),
      rootDevice: ground.trial.account.image.rootDevice,
      rootVolume: 20,
      metadataHops: 1,
      publicAddress: false,
      running: true,
      instanceTags: { "drydock:node": "trial/worker", team: "platform", constructor: "inherited" },
    }),
    others: {
      instanceTags: {
        async add(ground, { id }) {
          const Tags = [{ Key: "Backup", Value: "nightly" }];
          await ground.trial.account.clients.ec2.createTags({ Resources: [id], Tags });
          return "Backup";
        },
        drops: async () => ({ instanceTags: { "drydock:node": "trial/other", more: "tags" } }),
      },
    },
    changes: async (ground) => [
      { securityGroupIds: [await ground.group("other")] },
      { profileName: await ground.profile("second") },
      { instanceTags: { "drydock:node": "trial/other", more: "tags" } },
    ],
    motoForgets: {
      profileName: "DescribeInstances keeps the first profile after ReplaceIamInstanceProfileAssociation",
    },
  },
];
