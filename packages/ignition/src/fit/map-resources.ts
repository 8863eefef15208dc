import type { Config } from "../spec/ignition-config.ts";
import type { Resource } from "../spec/resource.ts";

/** The config with every resource in it passed through `change`: contents, fragments, child configs, authorities and key files. */
export function mapResources(config: Config, change: (resource: Resource) => Resource): Config {
  const { config: references, security } = config.ignition;
  const authorities = security?.tls?.certificateAuthorities;
  const { files, luks } = config.storage ?? {};
  return {
    ...config,
    ignition: {
      ...config.ignition,
      ...(references && {
        config: {
          ...references,
          ...(references.merge && { merge: changeDistinct(references.merge, change) }),
          ...(references.replace && { replace: change(references.replace) }),
        },
      }),
      ...(security &&
        authorities && {
          security: {
            ...security,
            tls: { ...security.tls, certificateAuthorities: changeDistinct(authorities, change) },
          },
        }),
    },
    ...(config.storage && {
      storage: {
        ...config.storage,
        ...(files && {
          files: files.map((file) => ({
            ...file,
            ...(file.contents && { contents: change(file.contents) }),
            ...(file.append && { append: file.append.map(change) }),
          })),
        }),
        ...(luks && {
          luks: luks.map((device) => ({ ...device, ...(device.keyFile && { keyFile: change(device.keyFile) }) })),
        }),
      },
    }),
  };
}

// Ignition refuses two entries of these lists with one source, so a change that would make two alike is left out.
function changeDistinct(resources: readonly Resource[], change: (resource: Resource) => Resource): readonly Resource[] {
  const changed = resources.map(change);
  const before = new Set(resources.map(({ source }) => source)).size;
  const after = new Set(changed.map(({ source }) => source)).size;
  return after < before ? resources : changed;
}
