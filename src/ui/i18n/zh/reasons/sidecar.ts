import type { SidecarReasons } from '#model/reasons/proxy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const sidecarReasons: Sentences<SidecarReasons> = {
  'sidecar/http-listener': (p) => `sidecar 在端口 ${p.port} 上有 HTTP 监听器，由 Host 头 ${p.host} 决定目标服务。`,
  'sidecar/http-listener-sniffed': (p) =>
    `${p.service} 的端口 ${p.port} 没有声明协议。收到的字节是 HTTP，sidecar 使用该服务的路由。`,
  'sidecar/tcp-listener': (p) => `sidecar 把字节转发给 ${p.service} 的端口 ${p.port}。`,
  'sidecar/not-http-passthrough': (p) =>
    `端口 ${p.port} 声明为 HTTP，但收到的字节不是 HTTP。sidecar 原样放行，不携带身份。`,
  'sidecar/passthrough': (p) => `sidecar 不认识 ${p.address} 上的服务，原样放行连接，不携带身份。`,
  'sidecar/no-virtual-host': (p) => `没有端口为 ${p.port} 的服务叫 ${p.host}。sidecar 把请求放行到原目标，不携带身份。`,
  'sidecar/blocked': (p) => `outboundTrafficPolicy 为 REGISTRY_ONLY，而 sidecar 不认识 ${p.address}，因此阻止调用。`,
  'sidecar/own-address': (p) => `${p.address} 是 Pod 自己的地址，这样的连接不经过 sidecar。`,
  'sidecar/skips-waypoint': (p) => `${p.service} 使用 waypoint ${p.waypoint}，但 sidecar 从不把流量发往 waypoint。`,
  'sidecar/inbound-http': (p) => `端口 ${p.port} 属于 ${p.service}，按 HTTP 读取，策略能看到方法、路径和请求头。`,
  'sidecar/inbound-tcp': (p) =>
    `端口 ${p.port} 属于 ${p.service}，按普通字节读取。只含 HTTP 字段的 DENY 策略在这里会拒绝所有连接。`,
  'sidecar/inbound-catch-all': (p) => `没有 Service 声明端口 ${p.port}，sidecar 的兜底链按 ${p.protocol} 读取。`,
  'sidecar/inbound-mtls': (p) => `sidecar 接受来自 ${p.identity} 的 Istio mTLS（模式 ${p.mode}）。`,
  'sidecar/inbound-plaintext': (p) => `连接是明文，没有身份，模式 ${p.mode} 允许这样。`,
  'sidecar/inbound-strict': (p) => `端口 ${p.port} 为 ${p.mode}，而连接是明文，sidecar 将其切断。`,
  'sidecar/inbound-tunnel': (p) => `sidecar 终止 ${p.identity} 的 HBONE 隧道，其目标为 ${p.address}。`,
  'sidecar/inbound-own-port': (p) => `端口 ${p.port} 是 sidecar 自己的端口，发往它的连接会无限调用自身，因此到此为止。`,
  'sidecar/inbound-wrong-address': (p) => `隧道请求的是 ${p.address}，而它不是这个 Pod 的地址。`,
  'sidecar/no-hbone': (p) => `这个 sidecar 不在端口 ${p.port} 上接受 HBONE。`,
  'sidecar/to-application': (p) => `请求交给端口 ${p.port} 上的应用。`,
};
