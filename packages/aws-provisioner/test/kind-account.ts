import type { Aws, Look, Step } from "../src/aws/cloud.ts";
import type { AnyAwsKind } from "../src/aws/kind.ts";
import type { Clients } from "../src/aws/services.ts";
import { awsProvider } from "../src/aws/provider.ts";
import { SecretValue } from "../src/aws/secret-value.ts";
import type { Clock } from "../src/engine/clock.ts";
import { differences } from "../src/engine/diff.ts";
import type { Provider } from "../src/engine/provider.ts";
import { type EntryKeys, marksOf } from "../src/engine/shared.ts";
import { type ObservedResource, readKind, withAddress } from "../src/engine/observed.ts";
import { kindNamed, type KindName } from "../src/kinds/registry.ts";

/** An account to try kinds on: a simulated one, or a server on the wire. */
export interface TriedAccount {
  readonly clients: Clients;
  readonly region: string;
  readonly account: string;
  readonly clock: Clock;
  /** An image that the account offers. */
  readonly image: { readonly id: string; readonly rootDevice: string };
}

/** A kind, or its name. */
type Tried = KindName | AnyAwsKind;

function known(tried: Tried): AnyAwsKind {
  return typeof tried === "string" ? kindNamed(tried) : tried;
}

/** One call of an SDK client: what it said, and whether it carried the signal of its look or step. */
export interface SeenCall {
  readonly operation: string;
  readonly input: unknown;
  readonly signal: AbortSignal | undefined;
}

export const blueprintTags = { team: "platform" };

/** Makes, changes and removes single resources by their kinds alone, as the engine would, and keeps count. */
export class KindTrial {
  readonly calls: SeenCall[] = [];
  readonly provider: Provider<Aws>;
  #tokens = 0;
  /** The last thing that was not yet as wanted, for the message of a wait in vain. */
  last = "nothing";
  /** What the answer of the newest create read as, before anything was listed. */
  answered: ObservedResource | undefined;

  constructor(
    readonly account: TriedAccount,
    readonly cluster: string,
    readonly signal: AbortSignal = new AbortController().signal,
    tags: Readonly<Record<string, string>> = blueprintTags,
  ) {
    const { region, account: id } = account;
    this.provider = awsProvider({
      clients: recorded(account.clients, this.calls),
      cluster,
      region,
      caller: async () => ({ account: id, partition: "aws" }),
      tags,
      secrets: { valueOf: async () => new SecretValue("not-for-eyes"), prepare: async () => {} },
      random: () => 0.5,
    });
  }

  step(address: string, wrote: EntryKeys = {}): Step {
    const token = `${this.cluster}-${String((this.#tokens += 1)).padStart(32, "0")}`;
    return this.provider.step({
      address,
      token,
      operation: "operation-1",
      wrote,
      standing: () => undefined,
      signal: this.signal,
    });
  }

  list(kind: Tried): Promise<ObservedResource[]> {
    return readKind(this.provider.look(this.signal), known(kind), "fields");
  }

  async find(kind: Tried, name: string): Promise<ObservedResource | undefined> {
    const bearers = (await this.list(kind)).filter((candidate) => candidate.name === name);
    if (bearers.length > 1) throw new Error(`${known(kind).name}/${name} stands twice`);
    return bearers[0];
  }

  /** Looks for it by another way than its listing. */
  async seek(
    tried: Tried,
    name: string,
    { props, known: others }: { props: Record<string, unknown>; known: readonly ObservedResource[] },
  ): Promise<ObservedResource | undefined> {
    const kind = known(tried);
    const address = `${kind.name}/${name}`;
    const found = await this.provider.seek(this.signal, kind.name, [{ address, props }], others);
    return found.find((one) => one.address === address);
  }

  /** Creates it, sets what the create call could not, and waits until it is ready and as wanted. */
  async stand(tried: Tried, name: string, props: Record<string, unknown>): Promise<ObservedResource> {
    const kind = known(tried);
    const wanted = kind.props.parse(props);
    const step = this.step(`${kind.name}/${name}`, marksOf(kind.shared, wanted));
    const raw = await this.patiently(kind, () => kind.create(step, wanted));
    this.answered = raw === undefined ? undefined : readOne(kind, raw, step);
    const made = this.answered ?? (await this.until(() => this.find(kind, name)));
    const fixed = differences(kind, wanted, made.props).filter(({ inPlace }) => !inPlace);
    if (fixed.length > 0)
      throw new Error(`the answer of the create differs from what was asked for: ${JSON.stringify(fixed)}`);
    await this.converge(kind, made, wanted);
    return this.until(async () => this.settled(kind, await this.find(kind, name), wanted));
  }

  /** Updates it in place, and waits until it is as wanted. */
  async change(tried: Tried, name: string, props: Record<string, unknown>): Promise<ObservedResource> {
    const kind = known(tried);
    const wanted = kind.props.parse(props);
    await this.converge(kind, await this.until(() => this.find(kind, name)), wanted);
    return this.until(async () => this.settled(kind, await this.find(kind, name), wanted));
  }

  async remove(tried: Tried, name: string): Promise<void> {
    const kind = known(tried);
    const leaving = await this.until(() => this.find(kind, name));
    await this.patiently(kind, () => kind.delete(this.step(`${kind.name}/${name}`), leaving));
    await this.until(async () => ((await this.find(kind, name)) === undefined ? true : undefined));
  }

  /** Brings the blueprint's tags on it to `tags`, and takes those of the keys in `gone` away. */
  async retag(found: ObservedResource, tags: Readonly<Record<string, string>>, gone: readonly string[]): Promise<void> {
    await this.provider.retag(this.step(found.address), found.kind, found.id, tags, gone);
  }

  async converge(kind: AnyAwsKind, current: ObservedResource, wanted: Record<string, unknown>): Promise<void> {
    const changes = differences(kind, wanted, current.props);
    if (changes.length === 0) return;
    const step = this.step(current.address, marksOf(kind.shared, wanted));
    await this.patiently(kind, async () =>
      kind.update?.(
        step,
        current,
        wanted,
        changes.map(({ field }) => field),
      ),
    );
  }

  settled(
    kind: AnyAwsKind,
    current: ObservedResource | undefined,
    wanted: Record<string, unknown>,
  ): ObservedResource | undefined {
    if (current?.status === "failed") throw new Error(`${current.address} failed: ${current.reason}`);
    const lacking = current === undefined ? [] : differences(kind, wanted, current.props);
    this.last = `${current?.address} ${current?.status} ${JSON.stringify(lacking)}`;
    return current?.status === "ready" && lacking.length === 0 ? current : undefined;
  }

  /** Repeats while AWS only says "not yet". */
  async patiently<Answer>(kind: AnyAwsKind, call: () => Promise<Answer>): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await call();
      } catch (error) {
        if (
          tries > 60 ||
          !["still-in-use", "not-yet-visible", "not-found"].includes(this.provider.meaning(error, kind.name))
        )
          throw error;
        await this.account.clock.sleep(5000);
      }
    }
  }

  async until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
    for (let tries = 0; tries < 200; tries += 1) {
      const value = await look();
      if (value !== undefined) return value;
      await this.account.clock.sleep(5000);
    }
    throw new Error(`waited in vain; last looked at: ${this.last}`);
  }
}

function readOne(kind: AnyAwsKind, raw: unknown, look: Look): ObservedResource {
  const observed = kind.read(raw, look);
  if (observed === undefined) throw new Error(`the answer of ${kind.name}'s create does not read`);
  return withAddress(kind.name, observed);
}

/** The clients, with every call written down. */
function recorded(clients: Clients, calls: SeenCall[]): Clients {
  return new Proxy(clients, {
    get(target, name, receiver) {
      const client: unknown = Reflect.get(target, name, receiver);
      return typeof client === "object" && client !== null ? recordedClient(client, calls) : client;
    },
  });
}

function recordedClient(client: object, calls: SeenCall[]): object {
  return new Proxy(client, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function" || typeof name !== "string") return member;
      return (...args: unknown[]) => {
        const [input, options] = args as [object | undefined, { abortSignal?: AbortSignal } | undefined];
        const operation =
          name === "send"
            ? (input?.constructor.name.replace(/Command$/, "") ?? name)
            : name[0]!.toUpperCase() + name.slice(1);
        calls.push({ operation, input, signal: options?.abortSignal });
        return Reflect.apply(member, target, args);
      };
    },
  });
}
