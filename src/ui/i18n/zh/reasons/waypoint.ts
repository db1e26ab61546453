import type { WaypointReasons } from '#model/reasons/proxy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const waypointReasons: Sentences<WaypointReasons> = {
  'waypoint/not-hbone': (p) => `waypoint 只接受 HBONE，以其他方式到达端口 ${p.port} 的连接会被切断。`,
  'waypoint/untrusted-peer': (p) => `waypoint 不接受调用方的证书（${p.identity}）。`,
  'waypoint/config-rejected': (p) =>
    `Envoy 拒绝了 waypoint ${p.waypoint} 的全部配置（“${p.message}”），因此它不为任何服务工作。`,
  'waypoint/http-chain': (p) => `${p.service} 的端口 ${p.port} 使用 ${p.protocol}，HTTP 策略和路由生效。`,
  'waypoint/http-chain-sniffed': (p) =>
    `${p.service} 的端口 ${p.port} 没有声明协议。首批字节是 HTTP，因此 HTTP 策略和路由生效。`,
  'waypoint/tcp-chain': (p) =>
    `${p.service} 的端口 ${p.port} 声明为 ${p.protocol}，waypoint 只转发字节，HTTP 规则不生效。`,
  'waypoint/tcp-chain-sniffed': (p) =>
    `${p.service} 的端口 ${p.port} 没有声明协议。首批字节不是 HTTP/1.1 或 HTTP/2，waypoint 只转发字节。`,
  'waypoint/pod-chain': (p) =>
    `${p.pod} 以自身地址绑定到这个 waypoint。端口 ${p.port} 按 ${p.protocol} 处理，不使用任何路由。`,
  'waypoint/no-filter-chain': (p) =>
    `waypoint ${p.waypoint} 没有匹配 ${p.address} 的过滤器链，${p.inspected ? '它先接受隧道，随后将其重置。' : '它对 CONNECT 返回 503。'}`,
  'waypoint/address-by-chance': (p) =>
    `${p.service} 有 ${p.of} 个地址，istiod 只为 waypoint 保留其中一个。保留的是否为 ${p.address} 取决于偶然。`,
  'waypoint/hostname-by-chance': (p) =>
    `命名空间 ${p.namespaces.join('、')} 都定义了 ${p.hostname}。waypoint 只服务其中一个，具体是哪个取决于偶然。`,
  'waypoint/identity-changes': (p) => `调用方的隧道到此终止，目标此后看到的是 waypoint 的身份 ${p.identity}。`,
  'waypoint/layered-denied': (p) => `选中 waypoint ${p.waypoint} 的策略拒绝了隧道本身。`,
};
