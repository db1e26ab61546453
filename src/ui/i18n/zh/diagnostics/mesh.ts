import type { MeshDiagnostics } from '#model/diagnostics/mesh.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const list = (items: readonly string[]): string => items.join('、');

export const meshDiagnostics: Sentences<MeshDiagnostics> = {
  'mesh/waypoint-not-ready': (p) =>
    `${p.object} 要使用 waypoint ${p.waypoint}，但它还没有地址。流量会绕过所有 L7 规则，直达 Pod。${p.inherited ? '' : '命名空间的 waypoint 不会顶替。'}`,
  'mesh/waypoint-not-allowed': (p) =>
    `waypoint ${p.waypoint} 不接受 ${p.object}：其 mesh 监听器的 allowedRoutes 不包含该命名空间，流量会绕过它。`,
  'mesh/waypoint-wrong-traffic': (p) =>
    `waypoint ${p.waypoint} 不处理 ${p.traffic} 流量，因此 ${p.object} 没有绑定到它。请查看其标签 istio.io/waypoint-for。`,
  'mesh/waypoint-other-namespace': (p) =>
    `${p.object} 仅在自己的命名空间内可见，不能使用其他命名空间的 waypoint ${p.waypoint}。`,
  'mesh/canary-not-used': (p) => `${p.object} 的金丝雀 waypoint 收不到流量：${p.message}。`,
  'mesh/bound-to-no-waypoint': (p) =>
    `${p.object} 绑定到了 ${p.gateway}，但它是入口网关而不是 waypoint，连接会在那里失败。`,
  'mesh/waypoint-without-proxies': (p) =>
    `waypoint ${p.waypoint} 没有就绪的代理。发往 ${list(p.services)} 的流量仍会送到那里，并且失败。`,
  'mesh/waypoint-unused': (p) =>
    `没有任何对象使用 waypoint ${p.waypoint}：命名空间、Service 和 Pod 上都没有指向它的标签。`,
  'mesh/waypoint-before-uncaptured': (p) =>
    `${p.service} 后面的 ${list(p.pods)} 不在网格中。waypoint ${p.waypoint} 以明文访问它们，其他人也可以绕过它。`,
  'mesh/headless-behind-waypoint': (p) =>
    `${p.service} 是 headless Service：调用方直接访问 Pod，waypoint ${p.waypoint} 看不到这些流量。`,
  'mesh/network-policy-blocks-hbone': (p) =>
    `${p.policy} 隔离了 ${p.pods} 个已捕获的 Pod，却没有向任何对端开放端口 15008。网格的流量都发往 15008，因此一条也进不来。`,
  'mesh/network-policy-ports-bypassed': (p) =>
    `${p.policy} 除 ${p.ports.join('、')} 之外还放行端口 15008。能使用 15008 的对端可以经隧道到达该 Pod 的任何端口，只有 AuthorizationPolicy 能区分端口。`,
  'mesh/label-ignored': (p) => `${p.kind} 上的标签 ${p.label} 不会被读取，应当写在 Service、命名空间或 Pod 上。`,
  'mesh/unknown-label': (p) => `Istio 没有标签 ${p.label}。是否想写 ${p.suggestion}？`,

  'mesh/deny-without-effect': (p) =>
    `${p.policy} 什么也拒绝不了：ztunnel 看不到 ${list(p.fields)}，规则去掉它们后已无内容。请用 targetRefs 指向 waypoint。`,
  'mesh/deny-broader-than-written': (p) =>
    `${p.policy} 拒绝的比写的更多：ztunnel 看不到 ${list(p.fields)}，只执行规则的其余部分。`,
  'mesh/allow-denies-all': (p) =>
    `${p.policy} 不放行任何人：ztunnel 会丢弃含有 ${list(p.fields)} 的规则，而没有规则的 ALLOW 策略会拒绝到它所选 ${p.pods} 个 Pod 的所有连接。`,
  'mesh/allow-without-rules': (p) =>
    `${p.policy} 没有规则，因此会拒绝到 ${p.pods} 个 Pod 的所有连接，除非另有策略放行。`,
  'mesh/action-not-at-ztunnel': (p) => `${p.policy} 的动作是 ${p.action}，ztunnel 不支持，该策略在那里不起作用。`,
  'mesh/dry-run-not-at-ztunnel': (p) => `${p.policy} 是试运行策略，而 ztunnel 未启用试运行，它根本不会被评估。`,
  'mesh/selects-nothing': (p) => `${p.policy} 没有选中任何工作负载。`,
  'mesh/port-of-service-not-pod': (p) =>
    `${p.policy} 中的端口 ${p.port} 是 Service ${p.service} 的端口。ztunnel 比较的是 Pod 的端口，即 ${p.target}。`,
  'mesh/waypoint-not-admitted': (p) =>
    `${p.service} 后面的 Pod 拒绝了自己的 waypoint：${list(p.policies)} 都不放行 ${p.identity}。${p.waypoint} 转发的请求会以 503 结束。`,

  'mesh/target-not-found': (p) => `${p.policy} 的目标 ${p.target} 不存在。`,
  'mesh/target-without-waypoint': (p) => `${p.policy} 的目标 ${p.target} 没有 waypoint，因此无人执行该策略。`,
  'mesh/target-class-elsewhere': (p) =>
    `${p.policy} 以 GatewayClass 为目标，只有根命名空间 ${p.rootNamespace} 中的策略才可以。`,
  'mesh/jwt-without-waypoint': (p) => `${p.policy} 不会校验任何令牌：ztunnel 不处理 JWT，而它又没有指向 waypoint。`,
  'mesh/token-not-required': (p) =>
    `${p.policy} 只校验已携带的令牌。没有令牌的请求会通过，除非有 AuthorizationPolicy 要求令牌。`,
  'mesh/ip-blocks-at-waypoint': (p) =>
    `${p.policy} 中的 ipBlocks 在 waypoint 上永远不匹配：它看到的是隧道，而不是客户端地址。remoteIpBlocks 读取 X-Forwarded-For。`,
  'mesh/request-principal-shape': (p) =>
    `${p.policy} 中的“${p.value}”匹配不到任何令牌：请求主体的格式是 issuer/subject。`,
  'mesh/unknown-provider': (p) =>
    `${p.policy} 使用的 provider“${p.provider}”在 MeshConfig 中不存在，规则匹配到的请求都会被拒绝。`,
  'mesh/root-policy-not-at-waypoints': (p) =>
    `${p.policy} 对所有 ztunnel 生效，但对 waypoint 不生效。要覆盖 ${list(p.waypoints)}，需要以 GatewayClass istio-waypoint 为目标的策略。`,

  'mesh/route-on-waypoint-gateway': (p) =>
    `${p.route} 以 waypoint ${p.waypoint} 为父资源，这不起作用。要在 waypoint 上生效，父资源应为 Service。`,
  'mesh/route-without-waypoint': (p) =>
    `${p.route} 的父资源 ${p.parent} 没有 waypoint。在 Ambient 模式下没有人会应用这条路由。`,
  'mesh/consumer-route-ignored': (p) =>
    `${p.route} 位于调用方的命名空间。对 ${p.parent}，waypoint 只读取该服务所在命名空间或自身命名空间中的路由。`,
  'mesh/route-parent-not-found': (p) => `没有父资源接受 ${p.route}：${p.message}。`,
  'mesh/route-hostnames-ignored': (p) =>
    `${p.route} 的 hostnames 会被忽略：它作用于哪些请求由父资源 ${p.parent} 决定。`,
  'mesh/route-port-unknown': (p) => `${p.route} 针对 ${p.parent} 的端口 ${p.port}，但没有这个端口，路由永远不会生效。`,
  'mesh/route-lost': (p) => `因为一处错误，${p.route} 的所有规则都失效：${p.message}`,
  'mesh/route-backend-broken': (p) => `${p.route} 的一个后端不可用，分到它的请求会得到 500：${p.message}`,
  'mesh/route-backend-port': (p) => `${p.backend} 没有端口 ${p.port}。${p.route} 的状态不会提示，请求会得到 500。`,
  'mesh/route-without-backends': (p) => `${p.route} 的第 ${p.rule} 条规则没有后端：请求会得到 500。`,
  'mesh/route-leaves-rest': (p) => `${p.parent} 没有匹配所有请求的路由，${p.route} 没有覆盖到的请求会得到 404。`,
  'mesh/route-on-tcp-port': (p) =>
    `对 waypoint 来说 ${p.service} 的端口 ${p.port} 是 TCP，因此 ${p.route} 在那里不生效。`,
  'mesh/regex-stops-proxy': (p) =>
    `Envoy 无法编译 ${p.route} 中的“${p.regex}”，会拒绝整份配置：waypoint 不再提供任何服务，而状态里没有任何提示。`,

  'mesh/ingress-skips-waypoint': (p) =>
    `网关 ${p.gateway} 发往 ${p.service} 的请求会绕过 waypoint ${p.waypoint}。加上标签 istio.io/ingress-use-waypoint 即可经过它。`,
  'mesh/sidecar-skips-waypoint': (p) =>
    `${list(p.callers)} 带有 sidecar，它们发往 ${p.service} 的请求会绕过 waypoint ${p.waypoint}。`,
  'mesh/sidecar-in-ambient': (p) => `${p.pod} 带有 sidecar，因此即使要求 Ambient 模式也不会被捕获。`,
  'mesh/labelled-not-captured': (p) =>
    p.why === 'host-network' ? `${p.pod} 使用节点网络，无法被捕获。` : `${p.pod} 尚未被捕获。`,
  'mesh/export-to-ignored': (p) => `${p.entry} 的 exportTo 限制不了任何人：Ambient 模式不读取它。`,
  'mesh/entry-without-address': (p) =>
    `${p.entry} 没有地址，任何连接都不会被识别为发往它，waypoint ${p.waypoint} 也看不到流量。`,
  'mesh/wildcard-needs-waypoint': (p) => `${p.entry} 使用通配主机名 ${p.host}，却没有 waypoint，因此不会生效。`,
  'mesh/dns-port': (p) =>
    `${p.service} 有 TCP 端口 ${p.port}。被捕获的 Pod 发往那里的流量会被 ztunnel 的 DNS 代理接管。`,
};
