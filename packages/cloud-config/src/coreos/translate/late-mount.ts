import { parseUnit, valuesOf } from "@drydock/systemd";

/**
 * The drop-in that a mount or swap needs to wait for an ordinary service. coreos-cloudinit started both in
 * the running system; at boot the mount comes before local-fs.target and the service after it, a cycle that
 * systemd breaks by dropping one of them (systemd.mount(5), "Default Dependencies").
 */
export function lateMountDropin(
  name: string,
  contents: string | undefined,
): { readonly name: string; readonly contents: string } | undefined {
  if (contents === undefined || !/\.(?:mount|swap)$/.test(name)) return undefined;
  const { unit } = parseUnit(contents, { name });
  const waits = ["After", "Requires", "BindsTo"]
    .flatMap((key) => valuesOf(unit, "Unit", key))
    .some((value) => /\.service(?:\s|$)/.test(value));
  const decided = valuesOf(unit, "Unit", "DefaultDependencies").length > 0;
  if (!waits || decided) return undefined;
  return {
    name: "10-after-services.conf",
    contents: "[Unit]\nDefaultDependencies=no\nConflicts=umount.target\nBefore=umount.target\n",
  };
}
