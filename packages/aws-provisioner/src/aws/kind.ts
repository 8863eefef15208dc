import type { NetworkInterface } from "@aws-sdk/client-ec2";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { ClusterDesign, SecretSource } from "@drydock/core/design";
import type { AnyKind, Kind, Observed, Permissions } from "../engine/kind.ts";
import type { Aws, Look, Step } from "./cloud.ts";
import type { Around, Deed } from "./deed.ts";
import type { Holding } from "./holding.ts";
import type { KindErrors } from "./error-table.ts";
import type { NamingScope } from "./naming.ts";
import type { ServiceName } from "./services.ts";
import type { Tagging } from "./tagging.ts";
import { type AnyTag, nameFrom, ownTags, type TagPair, tagKeys, tagValue } from "./tags.ts";
import type { Whereabouts } from "./whereabouts.ts";
import { readMarks } from "./wrote.ts";

/**
 * How a plan learns that something of a kind stands which its blueprint does not mention. It decides only
 * whether the kind is listed; what there is, its own listing says.
 *
 * - `idPrefix`: EC2's index of tags names its ids, which begin so: `subnet` for `subnet-0a1b`.
 * - `arnService`: the Resource Groups Tagging API names its address, under that service of its ARN.
 * - `seenWith`: it cannot stand without something of that kind, and so is listed when that is; with `where`,
 *   only when the fields of one of those say that it may.
 * - `index: "none"`: no index knows it, and every plan lists it.
 *
 * The first three cost a plan that does not use the kind no call.
 */
export type Discovery =
  | { readonly idPrefix: string }
  | { readonly arnService: string }
  | { readonly seenWith: string; readonly where?: (props: Readonly<Record<string, unknown>>) => boolean }
  | { readonly index: "none" };

/** What is true of one kind on AWS beside what the engine asks of every kind. */
export interface AwsFacts<Props> {
  /** Whose API makes it. */
  readonly service: ServiceName;
  readonly discovery: Discovery;
  /**
   * Of EC2's kinds, by what else than their tags they are found. Absent where by that of their address alone.
   */
  readonly whereabouts?: Whereabouts<Props>;
  /**
   * Whether a design comes to any of it, as far as can be told before the account is asked: such kinds are
   * listed first and all at once. What it misses is listed in a second round.
   */
  readonly usedBy?: (design: ClusterDesign) => boolean;
  /**
   * How the blueprint's tags on it are changed; absent where it bears none, or where they are one of its
   * fields.
   */
  readonly tagging?: Tagging;
  /**
   * How it is told what Drydock wrote in fields that others share, where that is not by the tagging of the
   * kind itself: the tags stand on something else, or are one of its fields.
   */
  readonly marking?: (step: Step, resource: Pick<Observed, "id" | "props">, tags: readonly TagPair[]) => Promise<void>;
  /**
   * Of things of this kind that no blueprint mentions, the ids of those that others made; absent where
   * everything that is listed is the cluster's, or its listing tells.
   */
  readonly foreign?: (look: Look, ids: readonly string[]) => Promise<ReadonlySet<string>>;
  /**
   * True where others put the cluster's tags on things of this kind too, as Auto Scaling does on the machines
   * that it launches: what bears no address is then not the cluster's to keep or to delete.
   */
  readonly onlyAddressed?: true;
  /**
   * What AWS's errors mean when they come from its calls; looked through before the table that holds for all
   * kinds.
   */
  readonly errors?: KindErrors;
  /** Patterns of the ARNs to which the actions that change it can be narrowed; absent where they cannot. */
  readonly arns?: (scope: NamingScope) => readonly string[];
  /**
   * The field whose text holds the cluster's name, and what that text looks like for a cluster; absent where
   * none does.
   */
  readonly naming?: { readonly field: keyof Props & string; readonly of: (cluster: string) => RegExp };
  /** The role of AWS's own that its first use in an account makes. */
  readonly serviceRole?: string;
  /** Whether making or changing it hands a role to machines, for which `iam:PassRole` is needed. */
  readonly passesRole?: true;
  /**
   * Ids of this kind that cannot go while that network interface is as it is: those of its subnet or its
   * groups, or its own while it is attached.
   */
  readonly heldBy?: (one: NetworkInterface) => readonly (string | undefined)[];
  /** What keeps one of this kind from going, as AWS tells it now; absent where nobody can tell. */
  readonly holders?: (look: Look, resource: Pick<Observed, "id" | "props">) => Promise<Holding>;
  /**
   * Why AWS would not carry some of these deeds on things of this kind to their end, as it is now: what
   * somebody has protected or suspended, or what takes time to pass. Asked before the first change of a plan,
   * where there are any; the calls that it makes are for these deeds alone.
   */
  readonly hindered?: (look: Look, deeds: readonly Deed[], around: Around) => Promise<readonly Diagnostic[]>;
  /**
   * The network interfaces that came with it and go when it goes, by what these tell: their ids, the ids of
   * the machines that they are attached to, or `loadbalancer/` and what follows it in their description.
   */
  readonly interfacesOf?: (resource: Pick<Observed, "id" | "outputs" | "brought">) => readonly string[];
  /** The machine image that it runs or would launch. */
  readonly imageId?: (props: Props) => string;
  /** Where the value comes from that it stores. */
  readonly secretSource?: (props: Props) => SecretSource;
}

/**
 * An answer of AWS in the blueprint's fields, with its tags as they came: the address is read from them in
 * one place.
 */
export interface Reading<Props, Outputs> extends Omit<Observed<Props, Outputs>, "name" | "tags"> {
  /** Absent where no answer tells tags. */
  readonly tags?: readonly AnyTag[] | undefined;
  /** Its name, where that does not stand in its own address tag. */
  readonly name?: string | undefined;
}

type EngineKind<Name extends string, Props extends object, Raw, Outputs extends object> = Omit<
  Kind<Aws, Name, Props, Raw, Outputs>,
  "name" | "read"
>;

/** A kind as its file says it. */
export interface KindSpec<Name extends string, Props extends object, Raw, Outputs extends object>
  extends EngineKind<Name, Props, Raw, Outputs>, AwsFacts<Props> {
  readonly permissions: Permissions;
  /** The answer in the blueprint's fields; undefined for what is not the cluster's. Pure. */
  read(raw: Raw, look: Look): Reading<Props, Outputs> | undefined;
}

/** A kind with its facts. */
export type AwsKind<Name extends string, Props extends object, Raw, Outputs extends object> = Kind<
  Aws,
  Name,
  Props,
  Raw,
  Outputs
> &
  AwsFacts<Props>;

/** A kind whose own types are of no interest to the one who holds it. */
// oxlint-disable-next-line typescript/no-explicit-any -- each kind takes only its own fields; no other type covers them all
export type AnyAwsKind = AnyKind<Aws> & AwsFacts<any>;

/** Makes a kind of its name and everything that is true of it. */
export function kind<const Name extends string, Props extends object, Raw, Outputs extends object>(
  name: Name,
  spec: KindSpec<Name, Props, Raw, Outputs>,
): AwsKind<Name, Props, Raw, Outputs> {
  return {
    ...spec,
    name,
    read(raw, look) {
      const reading = spec.read(raw, look);
      return reading === undefined ? undefined : observed(name, spec, reading, look.cluster);
    },
  };
}

function observed<Props, Outputs>(
  kindName: string,
  { tagging, onlyAddressed }: AwsFacts<Props>,
  reading: Reading<Props, Outputs>,
  cluster: string,
): Observed<Props, Outputs> | undefined {
  const { tags, name = nameFrom(tags, kindName), operation = tagValue(tags, tagKeys.operation), wrote } = reading;
  const owner = tagValue(tags, tagKeys.cluster);
  if (owner !== undefined && owner !== cluster) return undefined;
  if (onlyAddressed && name === undefined) return undefined;
  // One copy of one shape: each listing reads all that it shows.
  return {
    ...reading,
    name,
    tags: tagging === undefined ? undefined : ownTags(tags),
    wrote: wrote ?? readMarks(tags),
    operation,
  };
}
