import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { etcd as etcdBlueprint } from "../src/cluster/etcd.ts";
import { membersOf, type Member } from "../src/cluster/formation.ts";
import { envFile } from "../src/node/env-file.ts";
import { formationSettings, memberSettings } from "../src/node/etcd-settings.ts";
import { fakeAccount, type FakeAccount } from "./fake-account.ts";
import { runScript, scriptFolder, type Finished } from "./run-script.ts";

/**
 * Members of a real etcd cluster on loopback, each with the settings and the scripts that its node would
 * have.
 */
export interface EtcdCluster {
  readonly account: FakeAccount;
  readonly members: readonly RunningMember[];
  close(): Promise<void>;
}

export interface RunningMember {
  readonly member: Member;
  readonly folder: string;
  /** Runs the script that decides how the member starts; with few tries where it is to give up. */
  decide(tries?: number): Promise<Finished>;
  /** What that script decided. */
  decision(): Record<string, string>;
  start(): void;
  /** Runs the script that follows once etcd is healthy. */
  settle(): Promise<Finished>;
  kill(): Promise<void>;
  /** Loses the data, as a machine with a new volume does. */
  wipe(): void;
  etcdctl(...args: readonly string[]): { readonly status: number | null; readonly stdout: string };
}

/** A cluster on addresses of 127.0.0.0/8 that no one else listens on. */
export async function etcdCluster(addresses: readonly string[]): Promise<EtcdCluster> {
  const account = await fakeAccount({ "drydock:etcd-token": "token-of-the-test" });
  const spec = etcdBlueprint({ addresses: [...addresses] as never });
  const subnets = [{ name: "loopback", tier: "loopback", zone: 0, cidr: "127.0.0.0/8", public: false }];
  const members = membersOf(spec, subnets);
  const authority = scriptFolder();
  makeAuthority(authority);
  const running = members.map((member) => runningMember(spec, member, members, authority, account));
  return {
    account,
    members: running,
    async close() {
      await Promise.all(running.map((each) => each.kill()));
      await account.close();
      for (const { folder } of running) rmSync(folder, { recursive: true, force: true });
      rmSync(authority, { recursive: true, force: true });
    },
  };
}

function runningMember(
  spec: ReturnType<typeof etcdBlueprint>,
  member: Member,
  members: readonly Member[],
  authority: string,
  account: FakeAccount,
): RunningMember {
  const folder = scriptFolder();
  const tls = join(folder, "tls");
  makeCertificate(authority, tls, member);
  const data = join(folder, "data");
  const settings = {
    ...memberSettings(spec, member, tls),
    ETCD_DATA_DIR: data,
    // All members of the test share one host: what each would open to everybody is bound to its own address.
    ETCD_LISTEN_CLIENT_URLS: member.clientUrl,
    ETCD_LISTEN_METRICS_URLS: `http://${member.address}:2381`,
  };
  const formation = {
    ...formationSettings("fleet", member, members, "root:root"),
    DRYDOCK_ETCD_DATA: data,
    DRYDOCK_TLS: tls,
  };
  const environment = { ...account.environment, DRYDOCK_PAUSE: "1", ...settings, ...formation };
  const decision = (): Record<string, string> =>
    Object.fromEntries(
      readFileSync(join(folder, "etcd-formation.env"), "utf8")
        .trim()
        .split("\n")
        .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
  const running: { etcd?: ChildProcess } = {};
  writeFileSync(join(folder, "settings.env"), envFile(settings));
  return {
    member,
    folder,
    // A cluster refuses changes for some seconds after a member has died, and more on a slow machine.
    decide: (tries = 10_000) =>
      runScript("dash", folder, "etcd-formation.sh", { ...environment, DRYDOCK_ETCD_TRIES: String(tries) }),
    decision,
    start() {
      running.etcd = spawn("etcd", [], {
        env: { PATH: process.env["PATH"] ?? "", ...settings, ...decision(), ETCD_UNSUPPORTED_ARCH: "" },
        stdio: "ignore",
      });
    },
    settle: () => runScript("dash", folder, "etcd-settle.sh", environment),
    kill: () =>
      new Promise((resolve) => {
        const { etcd } = running;
        if (etcd === undefined || etcd.exitCode !== null || etcd.signalCode !== null) return resolve();
        etcd.once("exit", () => resolve());
        etcd.kill("SIGKILL");
      }),
    wipe: () => rmSync(data, { recursive: true, force: true }),
    etcdctl: (...args) => {
      const flags = [
        "--command-timeout=60s",
        "--dial-timeout=60s",
        "--endpoints",
        member.clientUrl,
        "--cacert",
        `${tls}/ca.crt`,
        "--cert",
        `${tls}/tls.crt`,
        "--key",
        `${tls}/tls.key`,
      ];
      const { status, stdout } = spawnSync("etcdctl", [...flags, ...args], {
        encoding: "utf8",
        env: { PATH: process.env["PATH"] ?? "", ETCDCTL_API: "3" },
      });
      return { status, stdout };
    },
  };
}

function openssl(...args: readonly string[]): void {
  const { status, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function makeAuthority(folder: string): void {
  openssl(
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
    "-subj",
    "/CN=test authority",
    "-keyout",
    `${folder}/ca.key`,
    "-out",
    `${folder}/ca.crt`,
  );
}

/** A certificate with the names and usages that a blueprint's secret asks for. */
function makeCertificate(authority: string, folder: string, { name, address }: Member): void {
  if (!existsSync(folder)) mkdirSync(folder);
  writeFileSync(
    `${folder}/extensions`,
    `subjectAltName=IP:${address},IP:127.0.0.1,DNS:${name}\nextendedKeyUsage=serverAuth,clientAuth\n`,
  );
  openssl(
    "req",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-subj",
    `/CN=${name}`,
    "-keyout",
    `${folder}/tls.key`,
    "-out",
    `${folder}/request`,
  );
  openssl(
    "x509",
    "-req",
    "-in",
    `${folder}/request`,
    "-CA",
    `${authority}/ca.crt`,
    "-CAkey",
    `${authority}/ca.key`,
    "-CAcreateserial",
    "-days",
    "2",
    "-extfile",
    `${folder}/extensions`,
    "-out",
    `${folder}/tls.crt`,
  );
  writeFileSync(`${folder}/ca.crt`, readFileSync(`${authority}/ca.crt`));
}
