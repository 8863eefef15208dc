import type { SubstitutedName } from "../parse/substitutions.ts";

/**
 * Variables of /run/metadata/flatcar, as coreos-metadata.service writes it on AWS. Source: Flatcar's
 * afterburn documentation.
 */
export const metadataVariables: Readonly<Record<SubstitutedName, string | undefined>> = {
  private_ipv4: "COREOS_EC2_IPV4_LOCAL",
  public_ipv4: "COREOS_EC2_IPV4_PUBLIC",
  private_ipv6: undefined,
  public_ipv6: undefined,
};

/** Lines of a unit's sections that wait for the metadata and load it. */
export const metadataUnitLines = ["Requires=coreos-metadata.service", "After=coreos-metadata.service"] as const;
export const metadataServiceLine = "EnvironmentFile=/run/metadata/flatcar";

/** The variable as an Exec line has it; empty for one that AWS does not give. */
export function execVariable(name: SubstitutedName): string {
  const variable = metadataVariables[name];
  return variable === undefined ? "" : `\${${variable}}`;
}

/** The word that stands in a file until the node knows its addresses. */
export function templateWord(name: SubstitutedName): string {
  return metadataVariables[name] === undefined ? "" : `@${name.toUpperCase()}@`;
}
