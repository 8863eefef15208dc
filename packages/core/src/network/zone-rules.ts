import { quote, type Finding } from "../finding.ts";
import { mostZones, type Network } from "./network.ts";
import { zoneCount } from "./subnet-plan.ts";

/** How zones are named: the region's name and a letter. */
const zoneName = /^(?:[a-z]{2}|eusc)(-[a-z]+)+-\d[a-z]$/;

/** Zones: how many, or which. */
export function* zoneRules(zones: Network["zones"]): Iterable<Finding> {
  const count = zoneCount(zones);
  if (count < 1 || count > mostZones) {
    yield {
      path: "network.zones",
      message: `a network spans 1 to ${mostZones} zones, not ${count}`,
      remedy: "Give 3, or the names of the zones to use.",
      rule: "zone-count",
    };
  }
  if (typeof zones === "number") return;
  for (const [index, name] of zones.entries()) {
    const path = `network.zones.${index}`;
    if (!isZoneName(name)) {
      yield {
        path,
        message: `${quote(name)} is no name of a zone`,
        remedy: "Write it as us-west-2a, or give a number of zones.",
        rule: "zone-name",
      };
    } else if (zones.indexOf(name) !== index) {
      yield {
        path,
        message: `zone ${quote(name)} is named twice`,
        remedy: "Name each zone once: subnets are dealt over them in turn.",
        rule: "zone-duplicate",
      };
    }
  }
  const regions = new Set(zones.filter(isZoneName).map((name) => name.slice(0, -1)));
  if (regions.size > 1) {
    yield {
      path: "network.zones",
      message: `the zones lie in different regions: ${[...regions].join(", ")}`,
      remedy: "A VPC lies in one region: name zones of one, and make a cluster per region.",
      rule: "zone-region",
    };
  }
}

/** Whether a text is the name of a zone, `us-west-2a`. */
export function isZoneName(text: string): boolean {
  return zoneName.test(text);
}
