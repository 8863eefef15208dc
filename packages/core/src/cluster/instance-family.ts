/** Families of EC2 instance types by architecture. Source: the EC2 instance types page, November 2026. */
const families = {
  x86_64: `t2 t3 t3a m4 m5 m5a m5ad m5d m5dn m5n m5zn m6a m6i m6id m6idn m6in m7a m7i m7i-flex m8a m8i m8i-flex c4 c5 c5a c5ad c5d c5n c6a c6i c6id c6in c7a c7i c7i-flex
    c8a c8i c8i-flex r4 r5 r5a r5ad r5b r5d r5dn r5n r6a r6i r6id r6idn r6in r7a r7i r7iz r8a r8i r8i-flex x1 x1e x2idn x2iedn x2iezn x8i z1d d2 d3 d3en h1 i2 i3 i3en i4i i7i i7ie
    f1 f2 g3 g3s g4ad g4dn g5 g6 g6e gr6 inf1 inf2 p2 p3 p3dn p4d p4de p5 p5e p5en trn1 trn1n trn2 vt1 dl1 hpc6a hpc6id hpc7a u u7i u7in u7inh`,
  arm64:
    "a1 t4g m6g m6gd m7g m7gd m8g m8gd c6g c6gd c6gn c7g c7gd c7gn c8g c8gd c8gn r6g r6gd r7g r7gd r8g r8gd x2gd x8g g5g hpc7g i4g i8g i8ge im4gn is4gen",
} as const;

export type Architecture = keyof typeof families;

const byFamily = new Map<string, Architecture>(
  (["x86_64", "arm64"] as const).flatMap((architecture) =>
    families[architecture]
      .split(/\s+/)
      .filter((family) => family !== "")
      .map((family) => [family, architecture] as const),
  ),
);

/** Family and size of an instance type such as `t3.medium`; undefined when the text is none. */
export function instanceTypeParts(type: string): { readonly family: string; readonly size: string } | undefined {
  const [, family, size] =
    /^([a-z][a-z0-9-]*)\.(nano|micro|small|medium|large|xlarge|\d+xlarge|metal(?:-\d+xl)?)$/.exec(type) ?? [];
  return family === undefined || size === undefined ? undefined : { family, size };
}

/**
 * Whether a family stands in the list, itself or by the name to which a size of its memory is added:
 * `u7i-12tb`.
 */
export function isKnownFamily(family: string): boolean {
  return byFamily.has(family) || byFamily.has(withoutMemory(family));
}

/**
 * The architecture of a family's processors: that of the list, or what a newer family's name says; undefined
 * where it says nothing. Source: "Amazon EC2 instance type naming conventions", of whose letters behind the
 * generation `g` is Graviton, `i` Intel and `a` AMD.
 */
export function familyArchitecture(family: string): Architecture | undefined {
  const known = byFamily.get(family) ?? byFamily.get(withoutMemory(family));
  if (known !== undefined) return known;
  const [, processor] = /^[a-z]+\d+([agi])/.exec(family) ?? [];
  return processor === undefined ? undefined : processor === "g" ? "arm64" : "x86_64";
}

function withoutMemory(family: string): string {
  return family.replace(/-\d+tb\d*$/, "");
}

/** Families of an architecture, for remedies. */
export function familiesOf(architecture: Architecture): string[] {
  return [...byFamily].filter(([, each]) => each === architecture).map(([family]) => family);
}
