/** A master of a fleet cluster, with the dashed keys and bare scalars of its time. */
export const fleetMaster = `#cloud-config

coreos:
  etcd2:
    name: etcd1
    advertise-client-urls: http://$private_ipv4:2379
    initial-advertise-peer-urls: http://$private_ipv4:2380
    listen-client-urls: http://$private_ipv4:2379,http://127.0.0.1:2379
    listen-peer-urls: http://$private_ipv4:2380
    initial-cluster-token: 2f1d6c1e
    initial-cluster: etcd1=http://10.10.3.100:2380,etcd2=http://10.10.4.100:2380,etcd3=http://10.10.5.100:2380
    initial-cluster-state: new
  fleet:
    public-ip: $private_ipv4
    metadata: etcd=master,monitor=yes
    etcd_servers: http://$private_ipv4:2379
  units:
    - name: etcd2.service
      command: start
    - name: fleet.service
      command: start
    - name: systemd-journal-gatewayd.socket
      command: start
      enable: yes
      content: |
        [Unit]
        Description=Journal over a local socket
        [Socket]
        ListenStream=/var/run/journald.sock
        Service=systemd-journal-gatewayd.service
        [Install]
        WantedBy=sockets.target
  update:
    group: stable
    reboot-strategy: off
write_files:
  - path: /home/core/ports
    owner: core:core
    permissions: 0644
    content: |
      ETCDM1=10.10.3.100:2379
      ETCDM2=10.10.4.100:2379
      ETCDM3=10.10.5.100:2379
`;

/** A worker with registry credentials in its user data, as its authors showed and advised against. */
export const registryLogin = `#cloud-config

write_files:
  - path: /home/core/.dockercfg
    owner: core:core
    permissions: 0644
    content: |
      {
        "https://index.docker.io/v1/": {
            "auth":"xxxxxxxxxxxxxxxxxx",
            "email":"you@company.com"
        }
      }
`;

/**
 * A worker of an autoscaled cluster: mounted docker disk, drop-ins, a reboot window, addresses in files and
 * in Exec lines.
 */
export const autoscaledWorker = `#cloud-config
hostname: worker.cluster.local
manage_etc_hosts: localhost
ssh_authorized_keys:
  - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLE operator
users:
  - name: deploy
    groups: [sudo, docker]
    coreos-ssh-import-github: nobody
  - name: core
    ssh-authorized-keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLE2 second]
write_files:
  - path: /etc/aws/account.envvars
    permissions: '0644'
    content: |
      ADDRESS=$private_ipv4
      PUBLIC=$public_ipv4
      LITERAL=\\$private_ipv4
  - path: /opt/bin/packed.sh
    permissions: 0700
    encoding: gzip+base64
    content: H4sIAAAAAAAC/1NW1E/KzNMvzuBKTc7IV8hIzcnJ5wIAedQ/FxUAAAA=
  - path: /run/gone
    content: x
coreos:
  update:
    reboot-strategy: best-effort
  locksmith:
    group: worker
    window-start: 05:30
    window-length: 3h
  flannel:
    interface: $public_ipv4
    etcd_endpoints: http://10.10.1.10:2379
  units:
    - name: format-disk.service
      command: start
      content: |
        [Unit]
        Description=Format the docker disk once
        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart=/bin/bash -c '/usr/sbin/blkid -L var-lib-docker || /usr/sbin/mkfs.ext4 -L var-lib-docker /dev/xvdb'
    - name: var-lib-docker.mount
      enable: true
      content: |
        [Unit]
        Requires=format-disk.service
        After=format-disk.service
        [Mount]
        What=/dev/xvdb
        Where=/var/lib/docker
        Type=ext4
        [Install]
        RequiredBy=docker.service
    - name: docker.service
      drop-ins:
        - name: 60-mount.conf
          content: |
            [Unit]
            After=var-lib-docker.mount
            Requires=var-lib-docker.mount
            [Service]
            Restart=always
            RestartSec=5
      command: restart
    - name: announce.service
      command: start
      content: |
        [Unit]
        Description=Announce the address
        [Service]
        ExecStart=/usr/bin/echo $private_ipv4 $public_ipv4
        [Install]
        WantedBy=multi-user.target
    - name: stray.service
      content: |
        [Service]
        Environment=A=$private_ipv4
        ExecStart=/usr/bin/true
`;
