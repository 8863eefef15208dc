import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { networkInterfaces } from "../ec2/records/network-interface.ts";
import type { Resource } from "../resource.ts";
import { setAttributes, shownAttributes } from "./balancer-attributes.ts";
import { wantedGroups } from "./balancer-groups.ts";
import { letInterfacesGo, placeInterface } from "./balancer-interface.ts";
import { wantedSubnets } from "./balancer-subnets.ts";
import { balancingError } from "./errors.ts";
import { loadBalancers } from "./records/load-balancer.ts";
import { recordAt } from "./table.ts";

/** What can be changed of a load balancer. */
export const loadBalancerChange: Resource<ElasticLoadBalancingV2> = {
  operations: {
    /** DescribeLoadBalancerAttributes. */
    DescribeLoadBalancerAttributes({ input, account }) {
      return {
        Attributes: shownAttributes(recordAt(account, loadBalancers, input.LoadBalancerArn).attributes),
      };
    },

    /** ModifyLoadBalancerAttributes. */
    ModifyLoadBalancerAttributes({ input, account }) {
      const { attributes } = recordAt(account, loadBalancers, input.LoadBalancerArn);
      setAttributes(attributes, input.Attributes, "Load balancer");
      return { Attributes: shownAttributes(attributes) };
    },

    /** SetSecurityGroups: a network load balancer made without groups can never get any. */
    SetSecurityGroups({ input, account, now }) {
      const balancer = recordAt(account, loadBalancers, input.LoadBalancerArn);
      if (balancer.type === "network" && balancer.securityGroups.length === 0) {
        throw balancingError(
          "InvalidConfigurationRequest",
          "You cannot add security groups to a Network Load Balancer that was created without any",
        );
      }
      balancer.securityGroups = wantedGroups(
        { account, now },
        {
          named: input.SecurityGroups,
          vpcId: balancer.vpcId,
          type: balancer.type,
        },
      );
      for (const { interfaceId } of balancer.zones) {
        const entry = account.of(networkInterfaces).get(interfaceId);
        if (entry !== undefined) entry.groupIds = balancer.securityGroups;
      }
      return { SecurityGroupIds: balancer.securityGroups };
    },

    /**
     * SetSubnets: replaces the subnets. Those of a network load balancer can be taken away since February
     * 2025 (Network Load Balancers user guide, document history), but another one of the same zone takes two
     * calls.
     */
    SetSubnets({ input, account, now }) {
      const moment = { account, now };
      const balancer = recordAt(account, loadBalancers, input.LoadBalancerArn);
      const wanted = new Set(input.SubnetMappings?.map(({ SubnetId }) => SubnetId) ?? input.Subnets ?? []);
      const kept = balancer.zones.filter(({ subnetId }) => wanted.has(subnetId));
      const dropped = balancer.zones.filter(({ subnetId }) => !wanted.has(subnetId));
      const added = wantedSubnets(moment, input, balancer).filter(({ subnet }) =>
        kept.every(({ subnetId }) => subnetId !== subnet.id),
      );
      if (added.some(({ subnet }) => subnet.vpcId !== balancer.vpcId)) {
        throw balancingError("InvalidSubnet", "The subnets must belong to the VPC of the load balancer");
      }
      const former = new Set(dropped.map(({ zone }) => zone));
      if (balancer.type === "network" && added.some(({ subnet }) => former.has(subnet.zone))) {
        throw balancingError(
          "InvalidConfigurationRequest",
          "You cannot specify an additional subnet from an Availability Zone that is already associated with the load balancer",
        );
      }
      letInterfacesGo(moment, dropped);
      balancer.zones = [...kept, ...added.map((subnet) => placeInterface(moment, balancer, subnet))];
      return {
        AvailabilityZones: balancer.zones.map(({ zone, subnetId }) => ({ ZoneName: zone, SubnetId: subnetId })),
        IpAddressType: balancer.ipAddressType,
      };
    },
  },
};
