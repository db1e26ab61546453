import type { ProxyReasons } from '#model/reasons/proxy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';
import { gatewayReasons } from './gateway.ts';
import { sidecarReasons } from './sidecar.ts';
import { waypointReasons } from './waypoint.ts';

const over: Readonly<Record<string, string>> = {
  hbone: '通过 HBONE ',
  'istio-mtls': '通过 Istio mTLS ',
  plaintext: '以明文',
};

const effects: Readonly<Record<string, string>> = {
  opaque: '它对请求做了什么不得而知',
  headers: '它修改请求头',
  none: '它不做任何修改',
};

export const proxyReasons: Sentences<ProxyReasons> = {
  ...waypointReasons,
  ...gatewayReasons,
  ...sidecarReasons,
  'proxy/bad-request': (p) => `Envoy 不接受这样的 HTTP 请求，自行返回 ${p.status}（${p.details}）。`,
  'proxy/not-http': (p) => `端口 ${p.port} 声明为 HTTP，但收到的字节不是 HTTP。Envoy 返回 400 并关闭连接。`,
  'proxy/no-route': (p) => `主机 ${p.host} 没有匹配 ${p.path} 的路由，Envoy 返回 404。`,
  'proxy/default-route': (p) => `没有附加任何路由，请求直接发往 ${p.service} 的端口 ${p.port}。`,
  'proxy/endpoint-chosen': (p) =>
    `${p.of === 1 ? `集群 ${p.cluster} 只有一个端点` : `从集群 ${p.cluster} 的 ${p.of} 个端点中选中`} ${p.workload}（${p.address}），${over[p.transport] ?? p.transport}访问。`,
  'proxy/endpoint-not-drawn': (p) => `这次没有抽中 ${p.workload}（权重 ${p.weight}）。`,
  'proxy/endpoint-farther': (p) => `${p.workload} 距离更远，只有更近的端点都未就绪时才会使用。`,
  'proxy/endpoint-not-ready': (p) => `${p.workload} 未就绪。`,
  'proxy/endpoint-without-port': (p) => `${p.workload} 没有对应 Service 端口 ${p.port} 的目标端口。`,
  'proxy/endpoint-not-in-subset': (p) => `${p.workload} 不具备该子集的标签。`,
  'proxy/endpoint-on-other-node': (p) =>
    p.node === ''
      ? `清单没有说明 ${p.workload} 运行在哪个节点上，而该 Service 只允许使用代理所在节点的端点。`
      : `${p.workload} 运行在节点 ${p.node} 上，而该 Service 只允许使用代理所在节点的端点。`,
  'proxy/waypoint-chosen': (p) =>
    `${p.service} 要求入口流量经过它的 waypoint，因此请求通过 HBONE 发往 ${p.waypoint}（${p.address}）。`,
  'proxy/original-destination': (p) =>
    `集群 ${p.cluster} 没有端点列表，连接${over[p.transport] ?? p.transport}继续前往原目标地址 ${p.address}。`,
  'proxy/encapsulated': (p) => `调用方访问的是 Pod 地址 ${p.address}，连接就发往这个地址，并且始终使用 HBONE。`,
  'proxy/no-healthy-upstream': (p) => `集群 ${p.cluster} 没有就绪的端点，Envoy 返回 503 “no healthy upstream”。`,
  'proxy/no-such-cluster': (p) => `路由指向 ${p.backends.join('、')}，而 Envoy 没有对应的集群。`,
  'proxy/upstream-refused': (p) => `${p.address} 拒绝连接，共尝试 ${p.tries} 次。`,
  'proxy/upstream-closed': (p) => `到 ${p.address} 的连接在返回响应之前就被关闭，这种情况不会重试。`,
  'proxy/upstream-timeout': (p) => `${p.address} 对连接请求没有响应，共尝试 ${p.tries} 次。`,
  'proxy/route-timeout': (p) => `后端没有在路由超时 ${p.timeoutMs} 毫秒内响应，Envoy 返回 504。`,
  'proxy/per-try-timeout': (p) =>
    `后端没有在单次尝试的 ${p.timeoutMs} 毫秒内响应，共尝试 ${p.tries} 次，Envoy 返回 504。`,
  'proxy/retried': (p) => `请求共发送 ${p.tries} 次：${p.why}。`,
  'proxy/retries-used-up': (p) => `尝试 ${p.tries} 次后重试次数用尽，调用方收到最后一次的响应 ${p.status}。`,
  'proxy/mirrored': (p) => `请求的副本发往 ${p.to}，其响应会被丢弃。`,
  'proxy/mirror-failed': (p) => `请求的副本本应发往 ${p.to}，但没有送达。调用方不会察觉。`,
  'proxy/tcp-no-destination': (p) => `${p.service} 的 TCP 路由没有可用的后端，Envoy 关闭连接。`,
  'proxy/extension': (p) => `扩展 ${p.name} 在 ${p.phase} 阶段运行：${effects[p.effect] ?? p.effect}。`,
};
