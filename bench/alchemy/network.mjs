// The network of the reference topology as Alchemy writes it, its resources started together by hand: those that
// wait for nothing but each other's ids are not awaited one by one. `--destroy` takes it away.
import alchemy from "alchemy";
import {
  InternetGateway,
  InternetGatewayAttachment,
  NatGateway,
  Route,
  RouteTable,
  RouteTableAssociation,
  Subnet,
  Vpc,
} from "alchemy/aws/ec2";

const app = await alchemy("reference", { stage: "bench", quiet: true, noTrack: true });
if (app.phase !== "destroy") {
  const [vpc, internetGateway] = await Promise.all([
    Vpc("vpc", { cidrBlock: "10.50.0.0/16", enableDnsSupport: true, enableDnsHostnames: true }),
    InternetGateway("gateway", {}),
  ]);
  const attached = InternetGatewayAttachment("attachment", { internetGateway, vpc });
  const publicTable = attached.then(async () => {
    const routeTable = await RouteTable("public-table", { vpc });
    await Route("public-way", { routeTable, destinationCidrBlock: "0.0.0.0/0", target: { internetGateway } });
    return routeTable;
  });
  await Promise.all(
    ["us-west-2a", "us-west-2b", "us-west-2c"].map(async (availabilityZone, zone) => {
      const subnet = (tier, index) =>
        Subnet(`${tier}-${zone}`, { vpc, cidrBlock: `10.50.${index}.0/24`, availabilityZone });
      const [outer, inner, privateTable] = await Promise.all([
        subnet("public", zone),
        subnet("private", zone + 3),
        RouteTable(`private-table-${zone}`, { vpc }),
      ]);
      await Promise.all([
        RouteTableAssociation(`inner-${zone}`, { routeTable: privateTable, subnet: inner }),
        publicTable.then((routeTable) => RouteTableAssociation(`outer-${zone}`, { routeTable, subnet: outer })),
        attached.then(async () => {
          const natGateway = await NatGateway(`nat-${zone}`, { subnet: outer });
          await Route(`private-way-${zone}`, {
            routeTable: privateTable,
            destinationCidrBlock: "0.0.0.0/0",
            target: { natGateway },
          });
        }),
      ]);
    }),
  );
}
await app.finalize();
