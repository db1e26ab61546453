import type { ZtunnelReasons } from '#model/reasons/ztunnel.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const noUpstream: Readonly<Record<ZtunnelReasons['outbound/no-healthy-upstream']['why'], string>> = {
  'no-endpoint': '它没有端点',
  'none-healthy': '它没有就绪的端点',
  'no-port': '就绪的端点都没有这个端口',
  locality: '没有端点满足该 Service 的就近要求',
};

const list = (names: readonly string[]): string => names.join('、');

export const ztunnelReasons: Sentences<ZtunnelReasons> = {
  'outbound/recursive-call': (p) => `${p.address} 是 ztunnel 自身的监听地址，调用被丢弃。`,
  'outbound/dns-port': (p) =>
    `发往任何地址 53 端口的 TCP 都会被重定向到 ztunnel 的 DNS 代理，因此无法到达 ${p.address}。代理会在五秒后关闭连接。`,
  'outbound/dialled-service': (p) => `${p.address} 是服务 ${p.service} 的地址。`,
  'outbound/dialled-workload': (p) => `${p.address} 是工作负载 ${p.workload} 的地址，不是服务的地址。`,
  'outbound/dialled-unknown': (p) => `ztunnel 不知道 ${p.address} 对应的工作负载或服务。`,
  'outbound/service-waypoint': (p) =>
    `服务 ${p.service} 使用 waypoint ${p.waypoint}，连接因此以 ${p.identity} 的身份经 HBONE 发往 waypoint。`,
  'outbound/workload-waypoint': (p) =>
    `工作负载 ${p.workload} 使用 waypoint ${p.waypoint}，连接因此以 ${p.identity} 的身份经 HBONE 发往 waypoint。`,
  'outbound/canary-drawn': (p) => `在两个带权重的 waypoint 中，此连接选中了 ${p.waypoint}（${p.weight}%）。`,
  'outbound/waypoint-endpoint': (p) =>
    `由 waypoint ${p.waypoint} 位于 ${p.address} 的代理接收${p.candidates === 1 ? '' : `（共 ${p.candidates} 个候选）`}。`,
  'outbound/unknown-waypoint': (p) =>
    `已指定 waypoint ${p.waypoint}，但没有可达的代理。ztunnel 不会退回到直连：${p.error}。`,
  'outbound/endpoint-chosen': (p) =>
    `ztunnel 为服务 ${p.service} ${p.candidates === 1 ? '选用唯一的端点' : `从 ${p.candidates} 个端点中选出`} ${p.workload}（${p.address}）。此连接上的所有请求都会发往它。`,
  'outbound/locality': (p) =>
    p.mode === 'STRICT'
      ? `服务 ${p.service} 要求端点匹配 ${list(p.scopes)}：${p.of} 个中有 ${p.left} 个符合。`
      : `服务 ${p.service} 优先选择就近的端点（${list(p.scopes)}）：${p.of} 个中有 ${p.left} 个最近。`,
  'outbound/no-healthy-upstream': (p) => `服务 ${p.service} 无法接收发往 ${p.address} 的连接：${noUpstream[p.why]}。`,
  'outbound/passthrough': (p) => `ztunnel 以明文放行到 ${p.address}：对未知的目标它不加阻拦。`,
  'outbound/service-passthrough': (p) =>
    `服务 ${p.service} 的 resolution 为 NONE，ztunnel 按原地址 ${p.address} 以明文发出。`,
  'outbound/direct-hbone': (p) =>
    `${p.workload} 支持 HBONE。ztunnel 为 ${p.address} 建立隧道，并要求对端身份为 ${p.identity}。`,
  'outbound/direct-plaintext': (p) => `${p.workload} 不支持 HBONE。ztunnel 以明文连接 ${p.address}，不携带身份。`,
  'outbound/no-network-gateway': (p) => `${p.workload} 位于网络 ${p.network}，没有通往该网络的网关，ztunnel 放弃连接。`,
  'outbound/network-gateway': (p) =>
    `${p.workload} 位于网络 ${p.network}。ztunnel 把自己的隧道套在通往网关 ${p.gateway}（${p.address}）的另一条隧道里。`,
  'outbound/unresolved-workload': (p) => `${p.workload} 只有名称 ${p.hostname}，而该名称无法解析。`,
  'outbound/http-status': (p) => `对端以 HTTP 状态码 ${p.status} 拒绝了隧道，ztunnel 随即关闭应用的连接。`,
  'outbound/connection-refused': (p) => `${p.address} 拒绝连接，ztunnel 随即关闭应用的连接。`,
  'outbound/timeout': (p) => `${p.address} 在十秒内没有响应。`,
  'outbound/unexpected-identity': (p) => `${p.address} 出示的证书不属于 ${list(p.expected)}，ztunnel 中止了握手。`,
  'outbound/cut': (p) => `${p.address} 接受连接后又将其切断。`,
  'outbound/pod-waypoint-not-consulted': (p) =>
    `${p.workload} 为自身地址指定了 waypoint ${p.waypoint}。但这里访问的是服务，因此不会经过它。`,
  'outbound/service-waypoint-not-consulted': (p) =>
    `Service ${p.service} 指定了 waypoint ${p.waypoint}。但这里访问的是 Pod 地址，因此不会经过它。`,
  'outbound/own-waypoint-not-consulted': (p) =>
    `调用方 ${p.workload} 自身指定了 waypoint ${p.waypoint}。只有目标的 waypoint 才起作用。`,
  'outbound/candidate-unhealthy': (p) => `${p.workload} 未就绪。`,
  'outbound/candidate-without-port': (p) => `${p.workload} 没有与端口 ${p.port} 对应的目标端口。`,
  'outbound/candidate-elsewhere': (p) => `${p.workload} 的距离更远。`,
  'inbound/hbone-accepted': (p) => `来自 ${p.source} 的隧道到达，证书中的身份为 ${p.identity}。`,
  'inbound/ip-mismatch': (p) => `隧道连到了 ${p.connected}，请求的却是 ${p.authority}。ztunnel 返回 400。`,
  'inbound/recursive-call': (p) => `端口 ${p.port} 是 ztunnel 自身的端口，调用被丢弃。`,
  'inbound/plaintext-accepted': (p) => `来自 ${p.source} 的明文到达。它不携带身份，也不会再查找 waypoint。`,
  'inbound/tls-rejected': (p) => `对端身份（${p.identity}）不属于本网格的信任域，握手失败。`,
  'inbound/plain-bytes-to-hbone': (p) => `端口 ${p.port} 需要 TLS 握手，收到的却是明文字节。`,
  'inbound/handed-to-tunnel': (p) => `${p.pod} 设有入站绑定：其 ztunnel 将流交给其中的代理（${p.protocol}）。`,
  'inbound/to-app': (p) => `ztunnel 连接位于 ${p.address} 的应用，应用看到的是对端的地址。`,
  'inbound/bypassed': (p) => `${p.pod} 的注解声明绕过入站捕获：明文不经任何策略直达应用。`,
  'rbac/no-policies': (p) => `在 ztunnel 上没有策略作用于 ${p.pod}，连接被允许。`,
  'rbac/no-allow-policies': (p) => `没有 DENY 策略匹配，${p.pod} 也没有 ALLOW 策略，连接被允许。`,
  'rbac/allowed': (p) => `${list(p.policies)} 允许了 ${p.peer}。`,
  'rbac/denied': (p) => `${list(p.policies)} 拒绝了 ${p.peer}。`,
  'rbac/strict': (p) => `此处的双向 TLS 为 STRICT，而来自 ${p.source} 的连接不携带身份。`,
  'rbac/no-allow-matched': (p) => `存在 ALLOW 策略（${list(p.policies)}），但没有一条允许 ${p.peer}。`,
  'rbac/policy-did-not-match': (p) => `${p.policy} 不匹配。`,
  'rbac/dry-run': (p) => `${p.policy} 匹配，但处于试运行（dry-run）模式，只记录日志。`,
};
