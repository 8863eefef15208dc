import { base64 } from "../../test/ground.ts";
import type { KindCase } from "../../test/kind-case.ts";
import { LaunchTemplate } from "./launch-template.ts";

export const cases: readonly KindCase[] = [
  {
    kind: LaunchTemplate,
    answers: [["InvalidLaunchTemplateName.AlreadyExistsException", "already in use.", "already-exists"]],
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => ground.templateProps("trial", await ground.group("ground")),
    changes: async (ground) => [
      { userData: base64('{"a":1}'), rootVolume: 30, metadataHops: 2, instanceType: "t3.medium", publicAddress: true },
      {
        securityGroupIds: [await ground.group("other")],
        profileName: await ground.profile("second"),
        keyName: ground.named("key"),
      },
      { instanceTags: { role: "worker" }, rootDevice: "/dev/sdz", imageId: "ami-0123456789abcdef0" },
      { places: { "us-west-2a": [await ground.subnet(1)] } },
      { places: { "us-west-2a": [await ground.subnet(2)] } },
      {
        securityGroupIds: [],
        publicAddress: undefined,
        networkInterfaceId: await ground.id("network-interface", "ground", async () => ({
          subnetId: await ground.subnet(1),
          address: "10.20.1.101",
          securityGroupIds: [await ground.group("ground")],
          description: "for a template",
        })),
      },
    ],
  },
];
