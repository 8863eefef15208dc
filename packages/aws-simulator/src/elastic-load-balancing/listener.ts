import type { Action, ElasticLoadBalancingV2, Listener, ProtocolEnum } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { AwsError } from "../aws-error.ts";
import { validationError } from "../request/modelled-error.ts";
import { resource } from "../resource.ts";
import { balancingError } from "./errors.ts";
import { checkActions, forwardedTo, noteUse, sentTo } from "./forwarding.ts";
import { removeListener } from "./listener-removal.ts";
import { pageOf } from "./page.ts";
import { isSecure } from "./protocol.ts";
import { type ListenerRecord, listeners, listenersOf } from "./records/listener.ts";
import { type LoadBalancerRecord, loadBalancers } from "./records/load-balancer.ts";
import { resourceTags } from "./resource-tags.ts";
import { recordAt } from "./table.ts";

const protocols = { application: ["HTTP", "HTTPS"], network: ["TCP", "TLS", "UDP", "TCP_UDP"] } as const;

const defaultPolicy = "ELBSecurityPolicy-2016-08";

function shownListener(listener: ListenerRecord): Listener {
  return {
    ListenerArn: listener.arn,
    LoadBalancerArn: listener.loadBalancerArn,
    Port: listener.port,
    Protocol: listener.protocol as ProtocolEnum, // checked against the protocols of the balancer's type
    DefaultActions: listener.actions.map(shownAction),
    ...(listener.certificates.length > 0 && {
      Certificates: listener.certificates.map((CertificateArn) => ({ CertificateArn })),
    }),
    ...(listener.sslPolicy !== undefined && { SslPolicy: listener.sslPolicy }),
    ...(listener.alpn.length > 0 && { AlpnPolicy: listener.alpn }),
  };
}

/** An action as answers show it: a forward names its target groups both ways. */
export function shownAction(action: Action): Action {
  const arns = forwardedTo([action]);
  if (action.Type !== "forward" || arns.length === 0) return action;
  const [only] = arns;
  return {
    ...action,
    ...(arns.length === 1 && only !== undefined && { TargetGroupArn: only }),
    ForwardConfig: action.ForwardConfig ?? { TargetGroups: arns.map((TargetGroupArn) => ({ TargetGroupArn })) },
  };
}

interface ListenerSettings {
  readonly protocol: string | undefined;
  readonly port: number | undefined;
  readonly certificates: readonly string[];
}

function checkSettings(balancer: LoadBalancerRecord, { protocol, port, certificates }: ListenerSettings): void {
  const allowed: readonly string[] = protocols[balancer.type];
  if (protocol === undefined) throw validationError("A listener protocol must be specified");
  if (!allowed.includes(protocol)) {
    throw validationError(`Listener protocol '${protocol}' must be one of '${allowed.toSorted().join(", ")}'`);
  }
  if (port === undefined) throw validationError("A listener port must be specified");
  const secure = isSecure(protocol);
  if (secure && certificates.length !== 1)
    throw validationError(`A certificate must be specified for ${protocol} listeners`);
  if (!secure && certificates.length > 0)
    throw validationError(`Certificates cannot be specified for ${protocol} listeners`);
}

function duplicate({ arn }: LoadBalancerRecord): AwsError {
  return balancingError("DuplicateListener", `A listener already exists on this port for this load balancer '${arn}'`);
}

function arnsOf(certificates: readonly { CertificateArn?: string | undefined }[] | undefined): string[] {
  return (certificates ?? []).flatMap(({ CertificateArn }) => CertificateArn ?? []);
}

/** Listeners. */
export const listener = resource<ElasticLoadBalancingV2, ListenerRecord>({
  type: "listener",
  table: listeners,
  tags: ({ tags }) => tags,
  inventory: ({ loadBalancerArn, protocol, port, actions }) => ({
    attributes: { loadBalancerArn, protocol, port, targetGroups: sentTo(actions) },
  }),
  operations: {
    /**
     * CreateListener: again with the same settings it answers the one that exists; another on the same port
     * is refused.
     */
    CreateListener({ input, account, now }) {
      const moment = { account, now };
      const balancer = recordAt(account, loadBalancers, input.LoadBalancerArn);
      const { Protocol: protocol, Port: port, DefaultActions: actions } = input;
      const certificates = arnsOf(input.Certificates);
      checkSettings(balancer, { protocol, port, certificates });
      checkActions(moment, balancer, protocol ?? "", actions);
      const present = listenersOf(account, balancer.arn);
      const onPort = present.find((other) => other.port === port);
      if (onPort !== undefined) {
        const same =
          onPort.protocol === protocol &&
          JSON.stringify(onPort.actions.map(shownAction)) === JSON.stringify(actions.map(shownAction));
        if (!same) throw duplicate(balancer);
        return { Listeners: [shownListener(onPort)] };
      }
      if (present.length >= 50) {
        throw balancingError("TooManyListeners", "The maximum number of listeners per load balancer is '50'");
      }
      const tags = resourceTags(input.Tags);
      const listener: ListenerRecord = {
        arn: `${balancer.arn.replace(":loadbalancer/", ":listener/")}/${account.random.hex(16)}`,
        loadBalancerArn: balancer.arn,
        protocol: protocol ?? "",
        port: port ?? 0,
        actions,
        certificates,
        sslPolicy: isSecure(protocol) ? (input.SslPolicy ?? defaultPolicy) : undefined,
        alpn: input.AlpnPolicy ?? [],
        tags,
      };
      account.of(listeners).set(listener.arn, listener);
      noteUse(moment);
      return { Listeners: [shownListener(listener)] };
    },

    /** DescribeListeners of a load balancer, or by ARN. */
    DescribeListeners({ input, account }) {
      const { LoadBalancerArn: of, ListenerArns: arns = [] } = input;
      if (of === undefined && arns.length === 0)
        throw validationError("You must specify either listener ARNs or a load balancer ARN");
      if (of !== undefined && arns.length > 0)
        throw validationError("Listener ARNs and a load balancer ARN cannot be specified at the same time");
      const chosen =
        of === undefined
          ? arns.map((arn) => recordAt(account, listeners, arn))
          : listenersOf(account, recordAt(account, loadBalancers, of).arn);
      const { rows, rest } = pageOf(chosen, ({ arn }) => arn, input);
      return { Listeners: rows.map(shownListener), ...rest };
    },

    /** ModifyListener: what is given changes, the rest stays. */
    ModifyListener({ input, account, now }) {
      const moment = { account, now };
      const listener = recordAt(account, listeners, input.ListenerArn);
      const balancer = recordAt(account, loadBalancers, listener.loadBalancerArn);
      const protocol = input.Protocol ?? listener.protocol;
      const port = input.Port ?? listener.port;
      const actions = input.DefaultActions ?? listener.actions;
      const secure = isSecure(protocol);
      const certificates =
        input.Certificates === undefined ? (secure ? listener.certificates : []) : arnsOf(input.Certificates);
      checkSettings(balancer, { protocol, port, certificates });
      checkActions(moment, balancer, protocol, actions);
      if (listenersOf(account, balancer.arn).some((other) => other !== listener && other.port === port)) {
        throw duplicate(balancer);
      }
      Object.assign(listener, {
        protocol,
        port,
        actions,
        certificates,
        sslPolicy: secure ? (input.SslPolicy ?? listener.sslPolicy ?? defaultPolicy) : undefined,
        alpn: input.AlpnPolicy ?? listener.alpn,
      });
      noteUse(moment);
      return { Listeners: [shownListener(listener)] };
    },

    /** DeleteListener. */
    DeleteListener({ input, account, now }) {
      removeListener({ account, now }, recordAt(account, listeners, input.ListenerArn));
      return {};
    },
  },
});
