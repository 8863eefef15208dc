import { describe, expect, it } from "vitest";
import { autoscaledWorker, fleetMaster, registryLogin } from "../../../test/old-documents.ts";
import { translateCoreosCloudConfig, printDiagnostic } from "../../index.ts";

describe("translateCoreosCloudConfig", () => {
  it("converts a fleet master", () => {
    const { config, diagnostics } = translateCoreosCloudConfig(fleetMaster);
    expect(config).toMatchInlineSnapshot(`
      {
        "ignition": {
          "version": "3.3.0",
        },
        "storage": {
          "files": [
            {
              "contents": {
                "source": "data:,ETCDM1%3D10.10.3.100%3A2379%0AETCDM2%3D10.10.4.100%3A2379%0AETCDM3%3D10.10.5.100%3A2379%0A",
              },
              "group": {
                "name": "core",
              },
              "mode": 420,
              "overwrite": true,
              "path": "/home/core/ports",
              "user": {
                "name": "core",
              },
            },
            {
              "append": [
                {
                  "source": "data:,REBOOT_STRATEGY%3Doff%0AGROUP%3Dstable%0A",
                },
              ],
              "mode": 420,
              "path": "/etc/flatcar/update.conf",
            },
          ],
        },
        "systemd": {
          "units": [
            {
              "dropins": [
                {
                  "contents": "[Unit]
      Requires=coreos-metadata.service
      After=coreos-metadata.service

      [Service]
      EnvironmentFile=/run/metadata/flatcar
      ExecStart=
      ExecStart=/usr/lib/flatcar/etcd-wrapper $ETCD_OPTS \\
        "--advertise-client-urls=http://\${COREOS_EC2_IPV4_LOCAL}:2379" \\
        "--initial-advertise-peer-urls=http://\${COREOS_EC2_IPV4_LOCAL}:2380" \\
        "--initial-cluster=etcd1=http://10.10.3.100:2380,etcd2=http://10.10.4.100:2380,etcd3=http://10.10.5.100:2380" \\
        "--initial-cluster-state=new" \\
        "--initial-cluster-token=2f1d6c1e" \\
        "--listen-client-urls=http://\${COREOS_EC2_IPV4_LOCAL}:2379,http://127.0.0.1:2379" \\
        "--listen-peer-urls=http://\${COREOS_EC2_IPV4_LOCAL}:2380" \\
        "--name=etcd1"
      ",
                  "name": "20-cloudinit.conf",
                },
              ],
              "enabled": true,
              "name": "etcd-member.service",
            },
            {
              "mask": true,
              "name": "locksmithd.service",
            },
            {
              "contents": "[Unit]
      Description=Journal over a local socket
      [Socket]
      ListenStream=/var/run/journald.sock
      Service=systemd-journal-gatewayd.service
      [Install]
      WantedBy=sockets.target
      ",
              "enabled": true,
              "name": "systemd-journal-gatewayd.socket",
            },
          ],
        },
      }
    `);
    expect(
      diagnostics
        .filter(({ rule }) => rule !== "dashed-key")
        .map(printDiagnostic)
        .join("\n"),
    ).toMatchInlineSnapshot(`
      "info at $.coreos.etcd2, line 5 col 5: the options become flags of etcd-member.service, which runs etcd 3.5: it reads no data of etcd 2 [converted-otherwise]
        Migrate the data, or begin with an empty cluster.
      warning at $.coreos.fleet, line 14 col 5: Flatcar ships no fleet [not-converted]
        Use another scheduler.
      info at $.coreos.units.0.name, line 18 col 13: etcd2.service is etcd-member.service on Flatcar [converted-otherwise]
      warning at $.coreos.units.1, line 20 col 7: Flatcar ships no fleet [not-converted]
        Run its units on the nodes themselves, or use another scheduler."
    `);
  });

  it("converts an autoscaled worker", () => {
    const { config, diagnostics } = translateCoreosCloudConfig(autoscaledWorker);
    expect(config).toMatchInlineSnapshot(`
      {
        "ignition": {
          "version": "3.3.0",
        },
        "passwd": {
          "users": [
            {
              "name": "core",
              "sshAuthorizedKeys": [
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLE operator",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLE2 second",
              ],
            },
            {
              "groups": [
                "sudo",
                "docker",
              ],
              "name": "deploy",
            },
          ],
        },
        "storage": {
          "files": [
            {
              "contents": {
                "source": "data:,worker%0A",
              },
              "mode": 420,
              "overwrite": true,
              "path": "/etc/hostname",
            },
            {
              "contents": {
                "source": "data:,127.0.0.1%20localhost%0A127.0.0.1%20worker%0A%3A%3A1%20localhost%0A",
              },
              "mode": 420,
              "overwrite": true,
              "path": "/etc/hosts",
            },
            {
              "contents": {
                "source": "data:,ADDRESS%3D%40PRIVATE_IPV4%40%0APUBLIC%3D%40PUBLIC_IPV4%40%0ALITERAL%3D%24private_ipv4%0A",
              },
              "mode": 420,
              "overwrite": true,
              "path": "/etc/aws/account.envvars",
            },
            {
              "contents": {
                "compression": "gzip",
                "source": "data:;base64,H4sIAAAAAAAC/1NW1E/KzNMvzuBKTc7IV8hIzcnJ5wIAedQ/FxUAAAA=",
              },
              "mode": 448,
              "overwrite": true,
              "path": "/opt/bin/packed.sh",
            },
            {
              "contents": {
                "source": "data:,FLANNELD_ETCD_ENDPOINTS%3Dhttp%3A%2F%2F10.10.1.10%3A2379%0AFLANNELD_IFACE%3D%40PUBLIC_IPV4%40%0A",
              },
              "mode": 420,
              "overwrite": true,
              "path": "/etc/flannel/options.env",
            },
            {
              "contents": {
                "source": "data:,LOCKSMITHD_GROUP%3Dworker%0AREBOOT_WINDOW_START%3D05%3A30%0AREBOOT_WINDOW_LENGTH%3D3h%0A",
              },
              "mode": 384,
              "overwrite": true,
              "path": "/etc/locksmith/options.env",
            },
            {
              "append": [
                {
                  "source": "data:,REBOOT_STRATEGY%3Dreboot%0A",
                },
              ],
              "mode": 420,
              "path": "/etc/flatcar/update.conf",
            },
          ],
          "links": [
            {
              "overwrite": true,
              "path": "/etc/systemd/system/multi-user.target.wants/format-disk.service",
              "target": "/etc/systemd/system/format-disk.service",
            },
          ],
        },
        "systemd": {
          "units": [
            {
              "dropins": [
                {
                  "contents": "[Service]
      EnvironmentFile=/etc/flannel/options.env
      ",
                  "name": "20-cloudinit.conf",
                },
              ],
              "name": "flanneld.service",
            },
            {
              "dropins": [
                {
                  "contents": "[Service]
      EnvironmentFile=/etc/locksmith/options.env
      ",
                  "name": "20-cloudinit.conf",
                },
              ],
              "name": "locksmithd.service",
            },
            {
              "contents": "[Unit]
      Description=Format the docker disk once
      [Service]
      Type=oneshot
      RemainAfterExit=yes
      ExecStart=/bin/bash -c '/usr/sbin/blkid -L var-lib-docker || /usr/sbin/mkfs.ext4 -L var-lib-docker /dev/xvdb'
      ",
              "name": "format-disk.service",
            },
            {
              "contents": "[Unit]
      Requires=format-disk.service
      After=format-disk.service
      [Mount]
      What=/dev/xvdb
      Where=/var/lib/docker
      Type=ext4
      [Install]
      RequiredBy=docker.service
      ",
              "dropins": [
                {
                  "contents": "[Unit]
      DefaultDependencies=no
      Conflicts=umount.target
      Before=umount.target
      ",
                  "name": "10-after-services.conf",
                },
              ],
              "enabled": true,
              "name": "var-lib-docker.mount",
            },
            {
              "dropins": [
                {
                  "contents": "[Unit]
      After=var-lib-docker.mount
      Requires=var-lib-docker.mount
      [Service]
      Restart=always
      RestartSec=5
      ",
                  "name": "60-mount.conf",
                },
              ],
              "enabled": true,
              "name": "docker.service",
            },
            {
              "contents": "[Unit]
      Requires=coreos-metadata.service
      After=coreos-metadata.service

      [Unit]
      Description=Announce the address
      [Service]
      EnvironmentFile=/run/metadata/flatcar
      ExecStart=/usr/bin/echo \${COREOS_EC2_IPV4_LOCAL} \${COREOS_EC2_IPV4_PUBLIC}
      [Install]
      WantedBy=multi-user.target
      ",
              "enabled": true,
              "name": "announce.service",
            },
            {
              "contents": "[Service]
      Environment=A=$private_ipv4
      ExecStart=/usr/bin/true
      ",
              "name": "stray.service",
            },
            {
              "contents": "[Unit]
      Description=Put the addresses of this node into its files
      Requires=coreos-metadata.service
      After=coreos-metadata.service
      Before=flanneld.service
      Before=locksmithd.service
      Before=format-disk.service
      Before=docker.service
      Before=announce.service
      Before=stray.service

      [Service]
      Type=oneshot
      RemainAfterExit=yes
      EnvironmentFile=/run/metadata/flatcar
      ExecStart=/usr/bin/sed -i -e "s/@PRIVATE_IPV4@/\${COREOS_EC2_IPV4_LOCAL}/g" -e "s/@PUBLIC_IPV4@/\${COREOS_EC2_IPV4_PUBLIC}/g" /etc/aws/account.envvars
      ExecStart=/usr/bin/sed -i -e "s/@PUBLIC_IPV4@/\${COREOS_EC2_IPV4_PUBLIC}/g" /etc/flannel/options.env

      [Install]
      WantedBy=multi-user.target
      ",
              "enabled": true,
              "name": "fill-in-addresses.service",
            },
          ],
        },
      }
    `);
    expect(
      diagnostics
        .filter(({ rule }) => rule !== "dashed-key")
        .map(printDiagnostic)
        .join("\n"),
    ).toMatchInlineSnapshot(`
      "info at $.coreos.units.2.command, line 67 col 16: restart happens at every boot [every-boot]
        Use "start" where once is enough.
      warning at $.users.0.coreos_ssh_import_github, line 9 col 31: Ignition fetches no keys from other sites [not-converted]
        List the keys in ssh_authorized_keys.
      info at $.write_files.0.content, line 15 col 14: a unit fills in the addresses at boot, since Ignition replaces nothing [converted-otherwise]
        Order any other reader of the file after fill-in-addresses.service.
      warning at $.write_files.2.path, line 23 col 11: Ignition runs once and before /run and /tmp exist [not-converted]
        Write it from a tmpfiles.d fragment.
      info at $.coreos.update.reboot_strategy, line 27 col 22: best-effort is gone and becomes reboot [converted-otherwise]
        Write etcd-lock where an etcd cluster is there to coordinate.
      info at $.coreos.units.0, line 36 col 7: the unit has no [Install], so a link in multi-user.target.wants starts it [converted-otherwise]
      info at $.coreos.units.1, line 45 col 7: the mount waits for a service, so it is taken out of local-fs.target [converted-otherwise]
      warning at $.coreos.units.2.command, line 67 col 16: Ignition runs no commands: for restart, the unit is started, once a boot [not-converted]
        Use mask to keep a unit from running.
      warning at $.coreos.units.4.content, line 78 col 16: systemd expands addresses only in Exec lines, not in "Environment=A=$private_ipv4" [not-converted]
        Read /run/metadata/flatcar in the program itself."
    `);
  });

  it("keeps files as they are, and warns of secrets", () => {
    const { config, diagnostics } = translateCoreosCloudConfig(registryLogin);
    const [file] = config?.storage?.files ?? [];
    expect(file).toMatchObject({
      path: "/home/core/.dockercfg",
      mode: 0o644,
      user: { name: "core" },
      group: { name: "core" },
    });
    const text = Buffer.from(file?.contents?.source.replace("data:;base64,", "") ?? "", "base64").toString();
    expect(JSON.parse(text)).toEqual({
      "https://index.docker.io/v1/": { auth: "xxxxxxxxxxxxxxxxxx", email: "you@company.com" },
    });
    expect(diagnostics.map(({ rule, line }) => `${rule} ${line}`)).toEqual(["secret-inline 7"]);
  });

  it("writes a path and a unit once, and says so", () => {
    const text =
      "#cloud-config\nwrite_files: [{path: /a, content: '1'}, {path: /a, content: '2'}]\ncoreos: {units: [{name: a.service, content: \"[Service]\\nExecStart=/bin/a\\n\"}, {name: a.service, mask: true}]}\n";
    const { config, diagnostics } = translateCoreosCloudConfig(text);
    expect(config?.storage?.files).toEqual([
      { path: "/a", overwrite: true, mode: 0o644, contents: { source: "data:,2" } },
    ]);
    expect(config?.systemd?.units).toEqual([
      { name: "a.service", contents: "[Service]\nExecStart=/bin/a\n", mask: true },
    ]);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["not-converted"]);
  });

  it("masks locksmithd where updates must not reboot, and links units without [Install]", () => {
    const text =
      "#cloud-config\ncoreos: {update: {reboot_strategy: 'off'}, units: [{name: a.service, command: start, content: \"[Service]\\nExecStart=/bin/a\\n\"}]}\n";
    expect(translateCoreosCloudConfig(text).config).toMatchObject({
      storage: {
        links: [
          { path: "/etc/systemd/system/multi-user.target.wants/a.service", target: "/etc/systemd/system/a.service" },
        ],
      },
      systemd: { units: [{ name: "locksmithd.service", mask: true }, { name: "a.service" }] },
    });
  });

  it("is an empty config for an empty document", () => {
    expect(translateCoreosCloudConfig("#cloud-config\n")).toEqual({
      config: { ignition: { version: "3.3.0" } },
      diagnostics: [],
    });
  });
});
