import type { SecretDesign } from "@drydock/core/design";
import { certificateSubject } from "../kinds/certificate-subject.ts";
import { Authority } from "../kinds/authority.ts";
import { Parameter, parameterName } from "../kinds/parameter.ts";
import { Secret } from "../kinds/secret.ts";
import type { Ref } from "../engine/ref.ts";
import type { Chapter } from "./chapter.ts";
import { secretName } from "../kinds/secret-kind.ts";
import { isLocal } from "../kinds/secret-writing.ts";
import { named } from "./named.ts";

/** Values that nodes fetch at boot, by their names within the cluster. */
export interface KeptValues {
  /** What a node waits for before it boots: the secrets that its role reads. */
  secret(name: string): { readonly address: string } | undefined;
  parameterValue(name: string): Ref<string>;
  parameter(name: string): { readonly address: string };
}

/**
 * Secrets, the certificate authority, and values made once for the cluster's life. The values themselves
 * appear nowhere here.
 */
export function buildSecrets({ design, graph }: Chapter): KeptValues {
  const secrets = new Map<string, { readonly address: string }>();
  const authoritiesFirst = [...design.secrets].toSorted((a, b) => rank(a) - rank(b));
  for (const { name, source, version, precious } of authoritiesFirst) {
    if (source.kind === "existing") continue;
    const subject = certificateSubject(source);
    const props = {
      secretName: secretName(design.name, name),
      version,
      source,
      ...(isLocal(source) && { value: "current" as const }),
      ...(subject !== undefined && { subject }),
    };
    const signer = source.kind === "certificate" ? secrets.get(source.authority) : undefined;
    const after = signer === undefined ? [] : [signer];
    const handle =
      source.kind === "authority"
        ? graph.add(Authority, name, props, { after })
        : graph.add(Secret, name, { ...props, precious }, { after });
    secrets.set(name, handle);
  }
  const parameters = new Map(
    design.parameters.map(({ name, value }) => {
      const props = "text" in value ? { text: value.text } : { generated: { bytes: 16 } };
      return [name, graph.add(Parameter, name, { parameterName: parameterName(design.name, name), ...props })];
    }),
  );
  return {
    secret: (name) => secrets.get(name),
    parameterValue: (name) => named(parameters, name).value,
    parameter: (name) => named(parameters, name),
  };
}

function rank({ source }: SecretDesign): number {
  return source.kind === "authority" ? 0 : 1;
}
